from django.urls import path

from okrs.workshop import import_views as results
from okrs.workshop import input_views as workshop_input
from okrs.workshop import result_views as workshop_result
from okrs.workshop import views as workshop

urlpatterns = [
    path("teams/<int:team>/workshop/open/", workshop.workshop_open, name="workshop_open"),
    path("teams/<int:team>/workshop/sheet/", results.workshop_sheet, name="workshop_sheet"),
    path("teams/<int:team>/workshop/sheet/csv/", results.sheet_csv, name="sheet_csv"),
    path(
        "teams/<int:team>/workshop/sheet/markdown/", results.sheet_markdown, name="sheet_markdown"
    ),
    path("teams/<int:team>/workshop/results/", results.results_bring, name="results_bring"),
    path("teams/<int:team>/workshop/results/save/", results.results_save, name="results_save"),
    path("workshops/<int:workshop>/", workshop.workshop_detail, name="workshop_detail"),
    path("workshops/<int:workshop>/side/", workshop.workshop_side, name="workshop_side"),
    path("workshops/<int:workshop>/told/", workshop.workshop_told, name="workshop_told"),
    path("workshops/<int:workshop>/live/", workshop.workshop_live, name="workshop_live"),
    path("workshops/<int:workshop>/board/", workshop.workshop_board, name="workshop_board"),
    path("workshops/<int:workshop>/start/", workshop.workshop_start, name="workshop_start"),
    path("workshops/<int:workshop>/facilitate/", workshop.workshop_take, name="workshop_take"),
    path("workshops/<int:workshop>/clock/", workshop.workshop_clock, name="workshop_clock"),
    path("workshops/<int:workshop>/end/", workshop.workshop_end, name="workshop_end"),
    path(
        "workshops/<int:workshop>/markdown/",
        workshop_result.workshop_markdown,
        name="workshop_markdown",
    ),
    path("workshops/<int:workshop>/clusters/add/", workshop_input.cluster_add, name="cluster_add"),
    path("workshop-steps/<int:step>/next/", workshop.step_next, name="step_next"),
    path("workshop-steps/<int:step>/go/", workshop.step_go, name="step_go"),
    path("workshop-steps/<int:step>/reveal/", workshop.step_reveal, name="step_reveal"),
    path("workshop-steps/<int:step>/again/", workshop.step_again, name="step_again"),
    path("workshop-steps/<int:step>/skip/", workshop.step_skip, name="step_skip"),
    path("workshop-steps/<int:step>/move/", workshop.step_move, name="step_move"),
    path("workshop-steps/<int:step>/time/", workshop.step_time, name="step_time"),
    path("workshop-steps/<int:step>/lines/", workshop_input.line_add, name="line_add"),
    path("workshop-steps/<int:step>/take-out/", workshop_input.idea_remove, name="idea_remove"),
    path("workshop-steps/<int:step>/done/", workshop_input.step_done, name="step_done"),
    path("workshop-steps/<int:step>/dots/", workshop_input.dots_put, name="dots_put"),
    path(
        "workshop-steps/<int:step>/confidence/",
        workshop_input.confidence_say,
        name="confidence_say",
    ),
    path("ideas/<int:idea>/move/", workshop_input.idea_move, name="idea_move"),
    path("clusters/<int:cluster>/edit/", workshop_input.cluster_edit, name="cluster_edit"),
]
