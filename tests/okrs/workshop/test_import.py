"""G9: a workshop without screens: the sheet out, its results in."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from core.tables import TableError
from core.tenancy import tenant
from okrs.models import ConfidenceRound, KeyResult, Objective, OKRSet
from okrs.workshop.import_actions import results_import
from okrs.workshop.import_sheet import COLUMNS, blank_csv, blank_markdown, read
from tests.cast import Cast

GERMAN = """\
Art;Wortlaut;kind;Einheit;Startwert;Zielwert;wer misst;zuversichtlich;unsicher;zweifelnd
Ziel;Händler rufen uns zuerst an;;;;;;;;
Schlüsselergebnis;Anrufe je Händler;steigern;Anrufe;1.234,5;3,7e;Priya Raman;2;1;0
"""
SHEET = """\
what,words,kind,unit,start,target,who measures,weight,confident,unsure
objective,Dealers call us first,,,,,,,,
key result,Calls per dealer,increase,calls,3.7,"1,250",priya@lodos.example,,1,2
Key Result,Handbook,milestone,,,,,,,
step,Written,,,,,,2,,
step,Read by all,,,,,,,,
,,,,,,,,,
"""


def said(report: Any) -> list[tuple[int, str, str, str]]:
    return [(p.row, p.column, p.value, str(p.reason)) for p in report.problems]


def bring(cast: Cast, text: str, *, write: bool = True) -> Any:
    return results_import(team=cast.other_team, text=text, by=cast.other_member, write=write)


def test_results_become_the_set(cast: Cast) -> None:
    """G9, G8: by the deeds of the screens; counts on paper are week 0."""
    sheet = SHEET.replace("priya@lodos.example", cast.other_member.email)

    report = bring(cast, sheet)

    assert said(report) == []
    assert [(e.row.number, e.state) for e in report.entries] == [(2, "new"), (3, "new"), (4, "new")]
    calls, handbook = KeyResult.objects.filter(objective__okr_set__team=cast.other_team)
    assert (calls.baseline, calls.target, calls.owner) == (Decimal("3.7"), 1250, cast.other_member)
    assert calls.first_confidence == "unsure"
    assert list(handbook.steps.values_list("text", "weight")) == [
        ("Written", 2),
        ("Read by all", 1),
    ]
    assert OKRSet.objects.get(team=cast.other_team).state == "draft"


def test_preview_writes_nothing_and_a_second_time_changes_nothing(cast: Cast) -> None:
    """G9: preview first; what is there already is recognised and left as it is."""
    sheet = SHEET.replace("priya@lodos.example", "priya raman")
    preview = bring(cast, sheet, write=False)
    before = OKRSet.objects.filter(team=cast.other_team).exists()
    bring(cast, sheet)

    again = bring(cast, sheet)
    other = bring(cast, sheet.replace("Dealers call", "They call").replace(",1,2", ",3,0"))

    assert ([e.state for e in preview.entries], before) == (["new"] * 3, False)
    assert preview.entries[1].said == "Increase: from 3.7 to 1,250"
    assert [e.state for e in again.entries] == ["same"] * 3
    assert [e.state for e in other.entries] == ["changed", "changed", "same"]
    assert ConfidenceRound.objects.count() == 2


@pytest.mark.parametrize(("language", "target"), [("en", "3.7"), ("de", "3,7"), ("tr", "3,7")])
def test_numbers_are_read_as_people_write_them(cast: Cast, language: str, target: str) -> None:
    """G9: `3,7` and `3.7` by language, in a table whose delimiter is found out."""
    lines = ["what;words;kind;start;target", "objective;Quiet", "key result;Calls;increase;1;"]

    with translation.override(language):
        report = bring(cast, "\n".join(lines) + target)

    assert said(report) == []
    assert KeyResult.objects.get(title="Calls").target == Decimal("3.7")


def test_bad_lines_get_a_sentence_each_and_nothing_is_written(cast: Cast) -> None:
    """G9: line, column, value, and what to do; cells first, then what the deeds refuse."""
    with translation.override("de"):
        cells = bring(cast, GERMAN)
    deeds = bring(
        cast,
        "what,words,kind,starting value,target,who measures\n"
        "step,Alone,,,,\n"
        "objective,Quiet,,,,\n"
        "key result,Up,increase,10,5,\n"
        "key result,Whose,increase,1,5,Nobody Known\n"
        "key result,What,,,,\n"
        "objective,Second,,,,\n",
    )

    assert said(cells) == [
        (3, "target", "3,7e", "This is not a number. Write one, for example 3,7.")
    ]
    assert [(row, column, value) for row, column, value, _why in said(deeds)] == [
        (2, "what", ""),
        (4, "target", "5"),
        (5, "who measures", "Nobody Known"),
        (6, "kind", ""),
        (7, "words", "Second"),
    ]
    assert all(len(why) > 10 for *_rest, why in said(deeds))
    assert not OKRSet.objects.filter(team=cast.other_team).exists()


def test_markdown_is_read_too(cast: Cast) -> None:
    """G9: the sheet as Markdown, with what stands around the table."""
    text = (
        "# Our day\n\n| what | words | kind | start | target |\n|---|:--|---|---|--:|\n"
        "| objective | Calls \\| visits | | | |\n| key result | Calls | increase | 1 | 5 |\n\nBye\n"
    )

    report = bring(cast, text)

    assert said(report) == []
    assert Objective.objects.get(okr_set__team=cast.other_team).text == "Calls | visits"


@pytest.mark.parametrize("language", ["en", "de", "tr"])
def test_blank_sheet_can_be_read_back(language: str) -> None:
    """G9: all its columns are known; before it is filled in there is nothing to bring in."""
    with translation.override(language):
        for sheet in (blank_csv(), blank_markdown()):
            with pytest.raises(TableError, match="filled in"):
                read(sheet)
        first = blank_csv().splitlines()[0]
    delimiter = ";" if language != "en" else ","
    assert len(first.split(delimiter)) == len(COLUMNS)


def test_agreed_set_is_not_overwritten(cast: Cast) -> None:
    with pytest.raises(TableError, match="agreed already"):
        results_import(team=cast.team, text=SHEET, by=cast.member, write=True)


def test_sheet_goes_out_and_comes_back_on_the_screens(stage: Cast, sign_in: Any) -> None:
    """G9: print, CSV, Markdown; file → preview → set; bad input keeps what was typed."""
    client, team = sign_in(stage.other_member), f"teams/{stage.other_team.pk}/workshop/"
    sheet = client.get(stage.path(f"{team}sheet/")).content.decode()
    files = [client.get(stage.path(f"{team}sheet/{kind}/")) for kind in ("csv", "markdown")]
    file = SimpleUploadedFile("sheet.csv", SHEET.replace("priya@lodos.example", "").encode())

    preview = client.post(stage.path(f"{team}results/"), {"file": file})
    saved = client.post(stage.path(f"{team}results/save/"), {"text": preview.context["text"]})
    bad = client.post(stage.path(f"{team}results/"), {"text": "what,words\nsong,La"})
    empty = client.post(stage.path(f"{team}results/"), {})
    strange = client.post(stage.path(f"{team}results/"), {"text": "a,b\n1,2"})

    assert ("Problems, 25 min" in sheet, "data-print" in sheet) == (True, True)
    assert [file["Content-Type"] for file in files] == [
        "text/csv; charset=utf-8",
        "text/markdown; charset=utf-8",
    ]
    assert (preview.status_code, saved.status_code) == (200, 302)
    assert [bad.status_code, empty.status_code, strange.status_code] == [422] * 3
    for words in ("song", "Write one of these: objective, key result, step."):
        assert words in bad.content.decode()
    with tenant(stage.organisation):
        assert KeyResult.objects.filter(objective__okr_set__team=stage.other_team).count() == 2
    for who, status in ((stage.facilitator, [200, 403]), (stage.member, [403, 403])):
        paths = [stage.path(f"{team}{page}/") for page in ("sheet", "results")]
        assert [sign_in(who).get(path).status_code for path in paths] == status
