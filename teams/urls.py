from django.urls import URLPattern, path

from teams.agreements import views as agreements
from teams.calls import views as calls
from teams.coach_notes import views as coach_notes
from teams.coaches import views as coaches
from teams.focus_answers import views as focus_answers
from teams.forming import proposal_views as proposal
from teams.forming import skills_views as skills
from teams.forming import views as forming
from teams.hours import approval_views as approvals
from teams.hours import rules_views as hours_around
from teams.hours import views as hours
from teams.members import views as members
from teams.offers import views as offers
from teams.okr_101 import views as okr_101
from teams.sessions import views as sessions

app_name = "teams"

_forming: list[URLPattern] = [
    path("cycles/<int:cycle>/call/", calls.call_open, name="call_open"),
    path("calls/<int:call>/", calls.call_detail, name="call_detail"),
    path("calls/<int:call>/edit/", calls.call_edit, name="call_edit"),
    path("calls/<int:call>/ask/", calls.person_name, name="person_name"),
    path("calls/<int:call>/numbers/", calls.call_numbers, name="call_numbers"),
    path("calls/<int:call>/share/", calls.call_share, name="call_share"),
    path("calls/<int:call>/offer/", offers.offer_edit, name="offer_edit"),
    path("calls/<int:call>/offer/draft/", offers.offer_draft, name="offer_draft"),
    path("offers/<int:offer>/withdraw/", offers.offer_withdraw, name="offer_withdraw"),
    path("offers/<int:offer>/decline/", offers.offer_decline, name="offer_decline"),
    path("offers/<int:offer>/join/", members.offer_join, name="offer_join"),
    path("offers/<int:offer>/place/", forming.offer_place, name="offer_place"),
    path("cycles/<int:cycle>/forming/", forming.forming_board, name="forming_board"),
    path("cycles/<int:cycle>/forming/changes/", forming.forming_changes, name="forming_changes"),
    path("cycles/<int:cycle>/forming/suggest/", proposal.forming_suggest, name="forming_suggest"),
    path("cycles/<int:cycle>/forming/start/", forming.forming_start, name="forming_start"),
    path("cycles/<int:cycle>/forming/teams/", forming.forming_team_make, name="forming_team_make"),
    path("cycles/<int:cycle>/forming/confirm/", forming.forming_confirm, name="forming_confirm"),
    path("themes/<int:theme>/forming-rules/", forming.forming_rules_edit, name="forming_rules"),
    path("teams/<int:team>/skills/", skills.forming_skills, name="forming_skills"),
    path("teams/<int:team>/drop/", forming.forming_team_drop, name="forming_team_drop"),
    path("teams/<int:team>/people/", members.member_list, name="member_list"),
    path("teams/<int:team>/people/join/", members.member_join, name="member_join"),
    path("teams/<int:team>/voice/", members.representative_choose, name="representative_choose"),
    path("teams/<int:team>/coach/", coaches.coach_assign, name="coach_assign"),
    path("teams/<int:team>/coach/release/", coaches.coach_release, name="coach_release"),
    path("teams/<int:team>/coach-notes/", coach_notes.coach_note_list, name="coach_note_list"),
    path("coach-notes/<int:coach_note>/", coach_notes.coach_note_edit, name="coach_note_edit"),
    path(
        "coach-notes/<int:coach_note>/remove/",
        coach_notes.coach_note_remove,
        name="coach_note_remove",
    ),
    path("coaching/what-worked/", coach_notes.what_worked_list, name="what_worked_list"),
    path(
        "coaching/what-worked/<int:what_worked>/remove/",
        coach_notes.what_worked_remove,
        name="what_worked_remove",
    ),
    path("memberships/<int:membership>/leave/", members.member_leave, name="member_leave"),
]  # calls, offers, forming, coaches
_hours: list[URLPattern] = [  # commitments, sessions, working agreements
    path("approvals/", approvals.approval_list, name="approval_list"),
    path("commitments/<int:commitment>/", hours.hours_detail, name="hours_detail"),
    path("commitments/<int:commitment>/commit/", hours.hours_commit, name="hours_commit"),
    path("commitments/<int:commitment>/answer/", approvals.hours_answer, name="hours_answer"),
    path("cycles/<int:cycle>/hours/", hours.hours_list, name="hours_list"),
    path("cycles/<int:cycle>/lenders/", hours_around.lender_list, name="lender_list"),
    path("cycles/<int:cycle>/lenders/thank/", hours_around.lender_thanks, name="lender_thanks"),
    path("thanks/<int:thanks>/read/", hours_around.thanks_put_away, name="thanks_put_away"),
    path("memberships/<int:membership>/hours/", hours_around.hours_notes, name="hours_notes"),
    path("settings/hours/", hours_around.hours_rules_edit, name="hours_rules_edit"),
    path("settings/hours/notes/", hours_around.hours_notes_turn, name="hours_notes_turn"),
    path("cycles/<int:cycle>/sessions/", sessions.session_list, name="session_list"),
    path("cycles/<int:cycle>/sessions/new/", sessions.session_create, name="session_create"),
    path("sessions/<int:session>/", sessions.session_detail, name="session_detail"),
    path("sessions/<int:session>/calendar/", sessions.session_calendar, name="session_calendar"),
    path("sessions/<int:session>/edit/", sessions.session_edit, name="session_edit"),
    path("sessions/<int:session>/attendance/", sessions.attendance_mark, name="attendance_mark"),
    path("sessions/<int:session>/seat/", sessions.seat_take, name="seat_take"),
    path("sessions/<int:session>/seat/back/", sessions.seat_give_back, name="seat_give_back"),
    path("okr-101/", okr_101.okr_101, name="okr_101"),
    path("teams/<int:team>/agreement/", agreements.agreement_detail, name="agreement_detail"),
    path("teams/<int:team>/agreement/edit/", agreements.agreement_edit, name="agreement_edit"),
    path(
        "teams/<int:team>/agreement/review/",
        agreements.agreement_review,
        name="agreement_review",
    ),
    path(
        "teams/<int:team>/agreement/meetings.ics",
        agreements.agreement_calendar,
        name="agreement_calendar",
    ),
    path(
        "teams/<int:team>/agreement/confirm/",
        agreements.agreement_confirm,
        name="agreement_confirm",
    ),
]
_focus: list[URLPattern] = [
    path(
        "themes/<int:theme>/focus/answers/",
        focus_answers.focus_answer_list,
        name="focus_answer_list",
    ),
    path(
        "themes/<int:theme>/focus/answers/give/",
        focus_answers.focus_answer_give,
        name="focus_answer_give",
    ),
    path(
        "themes/<int:theme>/focus/answers/pass/",
        focus_answers.focus_answer_pass,
        name="focus_answer_pass",
    ),
]

urlpatterns = [*_forming, *_hours, *_focus]
