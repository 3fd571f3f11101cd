from django.urls import path

from reviews.closing_events import views as closing_events
from reviews.health_checks import views as health
from reviews.hourly_rate import views as rate
from reviews.next_cycle import views as next_cycle
from reviews.outcomes import views as outcomes
from reviews.practices import views as practices
from reviews.pulse import views as pulse
from reviews.retrospectives import views as retrospectives
from reviews.review import report_views as report
from reviews.review import views as review
from reviews.scoring import views as scoring
from reviews.stories import views as stories

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
    path(
        "pulse-follow-ups/<int:pulse_follow_up>/",
        pulse.pulse_follow_up_edit,
        name="pulse_follow_up_edit",
    ),
    path(
        "pulse-follow-ups/<int:pulse_follow_up>/remove/",
        pulse.pulse_follow_up_remove,
        name="pulse_follow_up_remove",
    ),
    path("cycles/<int:cycle>/next/", next_cycle.next_cycle, name="next_cycle"),
    path("cycles/<int:cycle>/next/members/", next_cycle.members_go_on, name="members_go_on"),
    path("key-results/<int:key_result>/score/", review.score_give, name="score_give"),
    path("teams/<int:team>/scores/", scoring.scores_say, name="scores_say"),
    path("teams/<int:team>/scores/reveal/", scoring.scores_reveal_now, name="scores_reveal"),
    path("teams/<int:team>/outcomes/", outcomes.outcomes_say, name="outcomes_say"),
    path("settings/costs/", rate.rate_edit, name="rate_edit"),
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
    path(
        "improvements/<int:improvement>/done/",
        retrospectives.improvement_done,
        name="improvement_done",
    ),
    path("teams/<int:team>/health/", health.health_detail, name="health_detail"),
    path("teams/<int:team>/health/open/", health.health_open, name="health_open"),
    path("teams/<int:team>/health/close/", health.health_close, name="health_close"),
    path("health-checks/<int:health_check>/vote/", health.health_vote, name="health_vote"),
    path("health-checks/<int:health_check>/share/", health.health_share, name="health_share"),
    path("health-checks/<int:health_check>/act/", health.health_act, name="health_act"),
    path(
        "health-actions/<int:health_action>/done/",
        health.health_action_done,
        name="health_action_done",
    ),
    path(
        "health-actions/<int:health_action>/remove/",
        health.health_action_remove,
        name="health_action_remove",
    ),
    path("teams/<int:team>/reflection/", review.reflection_edit, name="reflection_edit"),
    path("teams/<int:team>/practices/add/", review.practice_add, name="practice_add"),
    path("themes/<int:theme>/stories/add/", stories.story_add, name="story_add"),
    path("stories/<int:story>/", stories.story_edit, name="story_edit"),
    path("stories/<int:story>/remove/", stories.story_remove, name="story_remove"),
    path("practices/<int:practice>/", practices.practice_detail, name="practice_detail"),
    path("teams/<int:team>/take-along/", next_cycle.team_take_along, name="team_take_along"),
    path(
        "memberships/<int:membership>/going-on/",
        next_cycle.continuation_edit,
        name="continuation_edit",
    ),
    path("memberships/<int:membership>/thanks/", next_cycle.farewell, name="farewell"),
    path("memberships/<int:membership>/hand-over/", next_cycle.hand_over, name="hand_over"),
]
