"""How an organisation wants things: one kind of row, form and page for all of them."""

from typing import Any

import pytest
from django.urls import reverse

from checkins.models import AskRules
from core.tenancy import tenant
from nudges.models import QuietHours
from okrs.models import MeasureRules
from orgs.models import AuditEvent
from orgs.organisation_settings.actions import setting_save
from orgs.organisation_settings.models import OrganisationSetting
from reviews.models import HourlyRate, ScoreBands
from teams.models import HoursRules
from tests.cast import Cast, Rival

SETTINGS: dict[type[OrganisationSetting], tuple[str, dict[str, str]]] = {
    AskRules: ("checkins:ask_rules_edit", {"answer_after": "7"}),
    HourlyRate: ("reviews:rate_edit", {"amount": "38", "currency": "EUR"}),
    HoursRules: (
        "teams:hours_rules_edit",
        {"limit_percent": "9", "remind_after": "5", "tell_after": "5", "to_dos_per_hour": "2"},
    ),
    MeasureRules: ("okrs:measure_rules_edit", {"tell_after": "4"}),
    QuietHours: ("nudges:quiet_hours_edit", {"quiet_from": "21:00", "quiet_until": "06:00"}),
    ScoreBands: ("reviews:score_bands_edit", {"middle_from": "0.5", "high_from": "0.8"}),
}


def test_every_setting_is_tried_here() -> None:
    assert set(OrganisationSetting.__subclasses__()) == set(SETTINGS)


@pytest.mark.parametrize("setting", SETTINGS)
def test_page_saves_once_and_is_for_administrators_of_this_organisation(
    stage: Cast, rival: Rival, sign_in: Any, setting: type[OrganisationSetting]
) -> None:
    name, data = SETTINGS[setting]
    path = reverse(name, kwargs={"organisation": stage.organisation.slug})
    browser = sign_in(stage.administrator)

    empty = browser.post(path, {})
    saved = [browser.post(path, data).status_code for _ in range(2)]
    others = sign_in(stage.member).get(path).status_code

    assert (empty.status_code, saved, others) == (
        302 if setting is HourlyRate else 422,
        [302, 302],
        403,
    )
    with tenant(stage.organisation):
        assert setting.objects.count() == 1
        assert AuditEvent.objects.filter(verb=setting.changed).count() == 1
    with tenant(rival.organisation):
        assert setting.saved() is None


def test_what_the_database_refuses_is_refused_by_the_action(cast: Cast) -> None:
    with pytest.raises(Exception, match="begins above"):
        setting_save(ScoreBands, by=cast.administrator, middle_from="0.9", high_from="0.5")

    assert not ScoreBands.objects.exists()
