"""Addresses that links of mails open, outside the organisations' own."""

from django.urls import path

from reviews.pulse.link_views import pulse_link

urlpatterns = [path("pulse/<str:token>/", pulse_link, name="pulse_link")]
