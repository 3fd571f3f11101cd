"""Addresses outside the organisations: signed links in mails, and where mail services report."""

from django.urls import path

from nudges import views
from nudges.bounces import webhook

urlpatterns = [
    path("mails/<str:token>/stop/", views.mails_stop, name="mails_stop_link"),
    path("returned/<slug:service>/", webhook.mails_returned, name="mails_returned"),
]
