"""Addresses that signed links of mails open, outside the organisations' own."""

from django.urls import path

from teams.views.approvals import hours_link

urlpatterns = [path("hours/<str:token>/", hours_link, name="hours_link")]
