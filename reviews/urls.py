from django.urls import path

from reviews.views import (
    closing_events,
    next_cycle,
    outcomes,
    practices,
    pulse,
    report,
    retrospectives,
    review,
    scoring,
)

app_name = "reviews"
urlpatterns = [
    path("cycles/<int:cycle>/review/", review.review_detail, name="review_detail"),
    path("cycles/<int:cycle>/report/", report.report_detail, name="report_detail"),
    path("cycles/<int:cycle>/report.md", report.report_markdown, name="report_markdown"),
    path("teams/<int:team>/report/", report.team_report_detail, name="team_report_detail"),
    path("teams/<int:team>/report.md", report.team_report_markdown, name="team_report_markdown"),
    path("cycles/<int:cycle>/review/open/", review.review_open, name="review_open"),
    path("cycles/<int:cycle>/events/", closing_events.closing_events_plan, name="closing_events"),
    path(
        "events/<int:event>/calendar/",
        closing_events.closing_event_calendar,
        name="closing_event_calendar",
    ),
    path("cycles/<int:cycle>/close/", review.cycle_close, name="cycle_close"),
    path("cycles/<int:cycle>/reopen/", review.cycle_reopen, name="cycle_reopen"),
    path("cycles/<int:cycle>/going-on/", next_cycle.continuation_list, name="continuation_list"),
    path("cycles/<int:cycle>/pulse/", pulse.pulse_detail, name="pulse_detail"),
    path("cycles/<int:cycle>/pulse/open/", pulse.pulse_open, name="pulse_open"),
    path(
        "cycles/<int:cycle>/pulse/follow-ups/add/",
        pulse.pulse_follow_up_add,
        name="pulse_follow_up_add",
    ),
    path("cycles/<int:cycle>/next/", next_cycle.next_cycle, name="next_cycle"),
    path("cycles/<int:cycle>/next/members/", next_cycle.members_go_on, name="members_go_on"),
    path("key-results/<int:key_result>/score/", review.score_give, name="score_give"),
    path("teams/<int:team>/scores/", scoring.scores_say, name="scores_say"),
    path("teams/<int:team>/scores/reveal/", scoring.scores_reveal_now, name="scores_reveal"),
    path("teams/<int:team>/outcomes/", outcomes.outcomes_say, name="outcomes_say"),
    path("settings/scores/", outcomes.score_bands_edit, name="score_bands_edit"),
    path(
        "teams/<int:team>/retrospective/",
        retrospectives.retrospective_detail,
        name="retrospective_detail",
    ),
    path(
        "teams/<int:team>/retrospective/add/",
        retrospectives.improvement_add,
        name="improvement_add",
    ),
    path(
        "teams/<int:team>/retrospective/look/",
        retrospectives.improvement_look,
        name="improvement_look",
    ),
    path(
        "teams/<int:team>/retrospective/drop/",
        retrospectives.improvement_drop,
        name="improvement_drop",
    ),
    path("teams/<int:team>/reflection/", review.reflection_edit, name="reflection_edit"),
    path("teams/<int:team>/practices/add/", review.practice_add, name="practice_add"),
    path("practices/<int:practice>/", practices.practice_detail, name="practice_detail"),
    path("teams/<int:team>/take-along/", next_cycle.team_take_along, name="team_take_along"),
    path(
        "memberships/<int:membership>/going-on/",
        next_cycle.continuation_edit,
        name="continuation_edit",
    ),
    path("memberships/<int:membership>/hand-over/", next_cycle.hand_over, name="hand_over"),
]
