from django.urls import path

from okrs.initiatives import views as initiatives
from okrs.key_results import views as key_results
from okrs.measurements import views as measurements
from okrs.sets import views as sets
from okrs.to_dos import research_views as research
from okrs.to_dos import views as to_dos
from okrs.workshop import urls as workshop_urls

app_name = "okrs"
urlpatterns = [
    path("teams/<int:team>/okr-set/", sets.set_edit, name="set_edit"),
    path("teams/<int:team>/okr-set/share/", sets.set_share, name="set_share"),
    path("teams/<int:team>/okr-set/take-back/", sets.set_take_back, name="set_take_back"),
    path("teams/<int:team>/okr-set/agree/", sets.set_agree, name="set_agree"),
    path("teams/<int:team>/okr-set/answer/", sets.set_answer, name="set_answer"),
    path("teams/<int:team>/okr-set/comments/", sets.comment_create, name="comment_create"),
    path("teams/<int:team>/objectives/add/", sets.objective_add, name="objective_add"),
    path("objectives/<int:objective>/edit/", sets.objective_edit, name="objective_edit"),
    path("objectives/<int:objective>/remove/", sets.objective_remove, name="objective_remove"),
    path(
        "objectives/<int:objective>/key-results/add/",
        key_results.key_result_add,
        name="key_result_add",
    ),
    path("settings/measuring/", measurements.measure_rules_edit, name="measure_rules_edit"),
    path("key-results/<int:key_result>/", key_results.key_result_detail, name="key_result_detail"),
    path("key-results/<int:key_result>/edit/", key_results.key_result_edit, name="key_result_edit"),
    path(
        "key-results/<int:key_result>/remove/",
        key_results.key_result_remove,
        name="key_result_remove",
    ),
    path(
        "key-results/<int:key_result>/baseline/",
        key_results.key_result_baseline,
        name="key_result_baseline",
    ),
    path(
        "key-results/<int:key_result>/measure/",
        measurements.measurement_create,
        name="measurement_create",
    ),
    path(
        "key-results/<int:key_result>/preview/",
        measurements.measurement_preview,
        name="measurement_preview",
    ),
    path(
        "measurements/<int:measurement>/correct/",
        measurements.measurement_correct,
        name="measurement_correct",
    ),
    path("teams/<int:team>/initiatives/add/", initiatives.initiative_add, name="initiative_add"),
    path("initiatives/<int:initiative>/", initiatives.initiative_detail, name="initiative_detail"),
    path("initiatives/<int:initiative>/edit/", initiatives.initiative_edit, name="initiative_edit"),
    path(
        "initiatives/<int:initiative>/review/",
        initiatives.initiative_review,
        name="initiative_review",
    ),
    path("teams/<int:team>/to-dos/", to_dos.to_do_list, name="to_do_list"),
    path("teams/<int:team>/to-dos/add/", to_dos.to_do_add, name="to_do_add"),
    path("teams/<int:team>/to-dos/change/", to_dos.to_dos_change, name="to_dos_change"),
    path("to-dos/<int:to_do>/edit/", to_dos.to_do_edit, name="to_do_edit"),
    path("to-dos/<int:to_do>/remove/", to_dos.to_do_remove, name="to_do_remove"),
    path("to-dos/<int:to_do>/tick/", to_dos.to_do_tick, name="to_do_tick"),
    path("teams/<int:team>/research/", research.research_list, name="research_list"),
    path("teams/<int:team>/research/add/", research.research_add, name="research_add"),
    *workshop_urls.urlpatterns,
]
