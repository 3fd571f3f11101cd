"""Addresses that signed links of mails open, outside the organisations' own."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
