from django.urls import URLPattern

app_name = "teams"

_forming: list[URLPattern] = []  # calls, offers, forming, coaches
_hours: list[URLPattern] = []  # commitments, sessions, working agreements

urlpatterns = [*_forming, *_hours]
