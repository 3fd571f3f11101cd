from django.urls import path

from okrs.views import key_results, measurements, sets, work

app_name = "okrs"
urlpatterns = [
    path("teams/<int:team>/okr-set/", sets.set_edit, name="set_edit"),
    path("teams/<int:team>/okr-set/share/", sets.set_share, name="set_share"),
    path("teams/<int:team>/okr-set/take-back/", sets.set_take_back, name="set_take_back"),
    path("teams/<int:team>/okr-set/agree/", sets.set_agree, name="set_agree"),
    path("teams/<int:team>/okr-set/comments/", sets.comment_create, name="comment_create"),
    path("teams/<int:team>/objectives/add/", sets.objective_add, name="objective_add"),
    path("objectives/<int:objective>/edit/", sets.objective_edit, name="objective_edit"),
    path(
        "objectives/<int:objective>/key-results/add/",
        key_results.key_result_add,
        name="key_result_add",
    ),
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
    path("teams/<int:team>/initiatives/add/", work.initiative_add, name="initiative_add"),
    path("initiatives/<int:initiative>/edit/", work.initiative_edit, name="initiative_edit"),
    path("teams/<int:team>/to-dos/add/", work.to_do_add, name="to_do_add"),
    path("to-dos/<int:to_do>/tick/", work.to_do_tick, name="to_do_tick"),
]
