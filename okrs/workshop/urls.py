from django.urls import path

from okrs.workshop import import_views, input_views, result_views, views

urlpatterns = [
    path("teams/<int:team>/workshop/open/", views.workshop_open, name="workshop_open"),
    path("teams/<int:team>/workshop/sheet/", import_views.workshop_sheet, name="workshop_sheet"),
    path("teams/<int:team>/workshop/sheet/csv/", import_views.sheet_csv, name="sheet_csv"),
    path(
        "teams/<int:team>/workshop/sheet/markdown/",
        import_views.sheet_markdown,
        name="sheet_markdown",
    ),
    path("teams/<int:team>/workshop/results/", import_views.results_bring, name="results_bring"),
    path("teams/<int:team>/workshop/results/save/", import_views.results_save, name="results_save"),
    path("workshops/<int:workshop>/", views.workshop_detail, name="workshop_detail"),
    path("workshops/<int:workshop>/side/", views.workshop_side, name="workshop_side"),
    path("workshops/<int:workshop>/told/", views.workshop_told, name="workshop_told"),
    path("workshops/<int:workshop>/live/", views.workshop_live, name="workshop_live"),
    path("workshops/<int:workshop>/board/", views.workshop_board, name="workshop_board"),
    path("workshops/<int:workshop>/start/", views.workshop_start, name="workshop_start"),
    path("workshops/<int:workshop>/facilitate/", views.workshop_take, name="workshop_take"),
    path("workshops/<int:workshop>/clock/", views.workshop_clock, name="workshop_clock"),
    path("workshops/<int:workshop>/end/", views.workshop_end, name="workshop_end"),
    path(
        "workshops/<int:workshop>/markdown/",
        result_views.workshop_markdown,
        name="workshop_markdown",
    ),
    path("workshops/<int:workshop>/clusters/add/", input_views.cluster_add, name="cluster_add"),
    path("workshop-steps/<int:step>/next/", views.step_next, name="step_next"),
    path("workshop-steps/<int:step>/go/", views.step_go, name="step_go"),
    path("workshop-steps/<int:step>/reveal/", views.step_reveal, name="step_reveal"),
    path("workshop-steps/<int:step>/again/", views.step_again, name="step_again"),
    path("workshop-steps/<int:step>/skip/", views.step_skip, name="step_skip"),
    path("workshop-steps/<int:step>/move/", views.step_move, name="step_move"),
    path("workshop-steps/<int:step>/time/", views.step_time, name="step_time"),
    path("workshop-steps/<int:step>/lines/", input_views.line_add, name="line_add"),
    path("workshop-steps/<int:step>/take-out/", input_views.idea_remove, name="idea_remove"),
    path("workshop-steps/<int:step>/done/", input_views.step_done, name="step_done"),
    path("workshop-steps/<int:step>/dots/", input_views.dots_put, name="dots_put"),
    path(
        "workshop-steps/<int:step>/confidence/",
        input_views.confidence_say,
        name="confidence_say",
    ),
    path("ideas/<int:idea>/move/", input_views.idea_move, name="idea_move"),
    path("clusters/<int:cluster>/edit/", input_views.cluster_edit, name="cluster_edit"),
]
