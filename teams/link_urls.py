"""Addresses that signed links of mails open, outside the organisations' own."""

from django.urls import path

from teams.hours.approval_views import hours_link
from teams.offers.views import invitation_link

urlpatterns = [
    path("hours/<str:token>/", hours_link, name="hours_link"),
    path("invitation/<str:token>/", invitation_link, name="invitation_link"),
]
