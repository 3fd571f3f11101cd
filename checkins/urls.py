from django.urls import path

from checkins.impediments import ask_views as asks
from checkins.impediments import views as impediments
from checkins.live_check_in import facilitator_views, part_views
from checkins.live_check_in import views as live_check_in
from checkins.meetings import round_views as rounds
from checkins.meetings import views as meetings
from checkins.minutes import views as minutes
from checkins.preparation import views as preparation
from checkins.reports import learning_views as learnings
from checkins.series import views as series
from checkins.votes import views as votes

app_name = "checkins"
TEAM, CYCLE = "teams/<int:team>/", "cycles/<int:cycle>/"
MEETING, CHECK_IN, SLOT = (
    "meetings/<int:meeting>/",
    "check-ins/<int:check_in>/",
    "slots/<int:slot>/",
)
LEARNING, ASK = "learnings/<int:learning>/", "asks/<int:ask>/"
IMPEDIMENT = "impediments/<int:impediment>/"

urlpatterns = [
    path(f"{TEAM}meetings/", meetings.meeting_list, name="meeting_list"),
    path(f"{TEAM}meetings/open/", meetings.meeting_create, name="meeting_create"),
    path(MEETING, meetings.meeting_detail, name="meeting_detail"),
    path(f"{MEETING}notes/", meetings.meeting_note, name="meeting_note"),
    path(f"{MEETING}end/", meetings.meeting_end, name="meeting_end"),
    path(f"{MEETING}round/", rounds.round_open, name="round_open"),
    path(f"{MEETING}round/answered/", rounds.round_answer, name="round_answer"),
    path(f"{MEETING}round/call/", rounds.round_drop, name="round_drop"),
    path(f"{TEAM}learnings/", learnings.learning_list, name="learning_list"),
    path(f"{TEAM}learnings/new/", learnings.learning_create, name="learning_create"),
    path(LEARNING, learnings.learning_detail, name="learning_detail"),
    path(f"{LEARNING}edit/", learnings.learning_edit, name="learning_edit"),
    path(f"{TEAM}impediments/", impediments.impediment_list, name="impediment_list"),
    path(f"{TEAM}impediments/new/", impediments.impediment_create, name="impediment_create"),
    path(IMPEDIMENT, impediments.impediment_detail, name="impediment_detail"),
    path(f"{IMPEDIMENT}edit/", impediments.impediment_edit, name="impediment_edit"),
    path(f"{IMPEDIMENT}ask/", impediments.ask_create, name="ask_create"),
    path(f"{IMPEDIMENT}end/", impediments.impediment_end, name="impediment_end"),
    path("asks/", asks.ask_list, name="ask_list"),
    path("settings/asks/", asks.ask_rules_edit, name="ask_rules_edit"),
    path(f"{CYCLE}impediments/", impediments.cleared_detail, name="cleared_detail"),
    path(ASK, asks.ask_answer, name="ask_answer"),
    path(f"{CYCLE}check-ins/", series.check_in_list, name="check_in_list"),
    path(f"{CYCLE}check-ins/plan/", series.series_plan, name="series_plan"),
    path(f"{CYCLE}check-ins/calendar/", series.series_calendar, name="series_calendar"),
    path(CHECK_IN, live_check_in.check_in_detail, name="check_in_detail"),
    path(f"{CHECK_IN}edit/", series.check_in_edit, name="check_in_edit"),
    path(f"{CHECK_IN}calendar/", series.check_in_calendar, name="check_in_calendar"),
    path(f"{CHECK_IN}cancel/", series.check_in_remove, name="check_in_cancel"),
    path(f"{CHECK_IN}follow/", live_check_in.room_follow, name="room_follow"),
    path(f"{CHECK_IN}plan/", part_views.room_plan, name="room_plan"),
    path(f"{CHECK_IN}clock/", part_views.room_clock, name="room_clock"),
    path(f"{CHECK_IN}stage/", part_views.room_stage, name="room_stage"),
    path(f"{CHECK_IN}notes/", part_views.room_notes, name="room_notes"),
    path(f"{CHECK_IN}here/", part_views.room_here, name="room_here"),
    path(f"{CHECK_IN}follow/clock/", part_views.follow_clock, name="follow_clock"),
    path(f"{CHECK_IN}follow/stage/", part_views.follow_stage, name="follow_stage"),
    path(f"{CHECK_IN}follow/notes/", part_views.follow_notes, name="follow_notes"),
    path(f"{CHECK_IN}ticket/", live_check_in.room_ticket, name="room_ticket"),
    path(f"{CHECK_IN}falling-first/", facilitator_views.falling_first, name="falling_first"),
    path(f"{CHECK_IN}vote/", votes.vote_live, name="vote_live"),
    path(f"{CHECK_IN}start/", live_check_in.check_in_start, name="check_in_start"),
    path(f"{CHECK_IN}hand-over/", live_check_in.check_in_hand_over, name="check_in_hand_over"),
    path(f"{CHECK_IN}longer/", live_check_in.end_move, name="end_move"),
    path(f"{CHECK_IN}end/", live_check_in.check_in_end, name="check_in_end"),
    path(f"{CHECK_IN}minutes/", minutes.minutes_detail, name="minutes_detail"),
    path(f"{CHECK_IN}minutes/edit/", minutes.minutes_edit, name="minutes_edit"),
    path(f"{CHECK_IN}reopen/", minutes.check_in_reopen, name="check_in_reopen"),
    path(f"{CHECK_IN}minutes.md", minutes.minutes_markdown, name="minutes_markdown"),
    path(SLOT, preparation.slot_detail, name="slot_detail"),
    path(f"{SLOT}key-results/<int:key_result>/", preparation.slot_update, name="slot_update"),
    path(f"{SLOT}notes/", preparation.slot_note, name="slot_note"),
    path(f"{SLOT}ready/", preparation.slot_prepare, name="slot_prepare"),
    path(f"{SLOT}vote/", votes.vote_give, name="vote_give"),
    path(f"{SLOT}vote/open/", votes.vote_open, name="vote_open"),
    path(f"{SLOT}vote/close/", votes.vote_close, name="vote_close"),
    path(f"{SLOT}word/", votes.word_say, name="word_say"),
    path(f"{SLOT}next/", live_check_in.slot_next, name="slot_next"),
    path(f"{SLOT}back/", live_check_in.slot_back, name="slot_back"),
    path(f"{SLOT}pause/", live_check_in.slot_pause, name="slot_pause"),
    path(f"{SLOT}resume/", live_check_in.slot_resume, name="slot_resume"),
    path(f"{SLOT}more/<int:minutes>/", live_check_in.slot_extend, name="slot_extend"),
    path(f"{SLOT}absent/", live_check_in.slot_absent, name="slot_absent"),
    path(f"{SLOT}move/", live_check_in.slot_move, name="slot_move"),
]
