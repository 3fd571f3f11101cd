"""The addresses of signed links in mails, outside the organisations."""

from django.urls import path

from nudges import views

urlpatterns = [path("mails/<str:token>/stop/", views.mails_stop, name="mails_stop_link")]
