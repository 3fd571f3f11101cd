from django.urls import URLPattern, path

from teams.views import agreements, approvals, hours, sessions

app_name = "teams"

_forming: list[URLPattern] = []  # calls, offers, forming, coaches
_hours: list[URLPattern] = [  # commitments, sessions, working agreements
    path("approvals/", approvals.approval_list, name="approval_list"),
    path("commitments/<int:commitment>/", hours.hours_detail, name="hours_detail"),
    path("commitments/<int:commitment>/commit/", hours.hours_commit, name="hours_commit"),
    path("commitments/<int:commitment>/answer/", approvals.hours_answer, name="hours_answer"),
    path("cycles/<int:cycle>/hours/", hours.hours_list, name="hours_list"),
    path("cycles/<int:cycle>/sessions/", sessions.session_list, name="session_list"),
    path("cycles/<int:cycle>/sessions/new/", sessions.session_create, name="session_create"),
    path("sessions/<int:session>/", sessions.session_detail, name="session_detail"),
    path("sessions/<int:session>/edit/", sessions.session_edit, name="session_edit"),
    path("sessions/<int:session>/attendance/", sessions.attendance_mark, name="attendance_mark"),
    path("teams/<int:team>/agreement/", agreements.agreement_detail, name="agreement_detail"),
    path("teams/<int:team>/agreement/edit/", agreements.agreement_edit, name="agreement_edit"),
    path(
        "teams/<int:team>/agreement/confirm/",
        agreements.agreement_confirm,
        name="agreement_confirm",
    ),
]

urlpatterns = [*_forming, *_hours]
