"""The minutes of a check-in as data, as Markdown and in a few lines for a mail.

Written when the check-in ends, in the organisation's language. Nothing private, and no figure about
a person.
"""

from decimal import Decimal
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from checkins.live_check_in.team_report import TeamReport, reports_of
from checkins.minutes.key_result_changes import change_text
from checkins.models import CheckIn, Impediment, Minutes, Slot
from core.formatting import percent, points, spoken_date, spoken_time
from core.markup import plain
from okrs.models import ConfidenceRound, SetVersion
from okrs.sets.versions import Change
from okrs.status import KeyResultStatus
from okrs.templatetags.confidence import CONFIDENCE
from orgs.closed_days import here, zone

VERSION = 2


def content_of(check_in: CheckIn, *, decisions: str = "") -> dict[str, Any]:
    """Everything the minutes say, as it is at the end of the check-in."""
    slots = Slot.objects.filter(check_in=check_in).select_related("team__cycle", "presenter")
    with translation.override(here().language), timezone.override(zone()):
        reports = reports_of(check_in, slots.order_by("position"))
        since = reports[0].since if reports else None
        return {
            "version": VERSION,
            "title": str(check_in),
            "theme": check_in.cycle.theme.name,
            "cycle": str(check_in.cycle),
            "held": spoken_time(check_in.started_at),
            "ended_at": check_in.ended_at.isoformat() if check_in.ended_at else "",
            "since": spoken_date(since),
            "facilitator": str(check_in.facilitator or ""),
            "decisions": [line.strip() for line in decisions.splitlines() if line.strip()],
            "teams": [_team(report) for report in reports],
        }


def decided(check_in: CheckIn) -> str:
    """What was decided before the check-in was opened again, a line each."""
    content = Minutes.objects.filter(check_in=check_in).values_list("content", flat=True).first()
    return "\n".join(content["decisions"]) if content else ""


def markdown_of(content: dict[str, Any]) -> str:
    """The same to be sent, kept or printed elsewhere."""
    with translation.override(here().language):
        blocks = [_head(content), *(_team_block(team) for team in content["teams"])]
        if content["decisions"]:
            blocks.append(_listed("## " + _("Decisions"), map(plain, content["decisions"])))
    return "\n\n".join(blocks) + "\n"


def summary_of(content: dict[str, Any]) -> list[str]:
    """A line a team and a line a decision, in the reader's language, with nobody's matters."""
    lines = [f"{team['team']}: {_in_short(team)}" for team in content["teams"]]
    return [*lines, *(_("Decided: %(what)s") % {"what": line} for line in content["decisions"])]


def _in_short(team: dict[str, Any]) -> str:
    if team["state"] != Slot.State.DONE:
        return _("not on stage this time")
    counts = {kind: len(team[kind]) for kind in ("achievements", "learnings", "asks")}
    parts = [
        ngettext("%(n)s achievement", "%(n)s achievements", counts["achievements"])
        % {"n": counts["achievements"]},
        ngettext("%(n)s learning", "%(n)s learnings", counts["learnings"])
        % {"n": counts["learnings"]},
        ngettext("%(n)s impediment", "%(n)s impediments", counts["asks"]) % {"n": counts["asks"]},
    ]
    progress = [_("%(share)s of the way") % {"share": team["progress"]}] if team["progress"] else []
    return ", ".join([*progress, *parts])


def _team(report: TeamReport) -> dict[str, Any]:
    slot, status = report.slot, report.status
    return {
        "team": slot.team.name,
        "team_id": slot.team_id,
        "presenter": str(slot.presenter or ""),
        "state": slot.state,
        "seconds_planned": slot.seconds_planned,
        "seconds_used": slot.seconds_used,
        "seconds_over": slot.seconds_over,
        "objectives": [row.objective.text for row in status.objectives],
        "progress": percent(status.progress),
        "change": points(status.change),
        "confidence": _sure(status.confidence),
        "key_results": [_key_result(row, report) for row in status.key_results],
        "achievements": [_said(row) for row in report.achievements],
        "learnings": [_said(row) for row in report.learnings],
        "asks": [_ask(row) for row in report.impediments],
        "set_changes": [_set_change(*row) for row in report.set_changes],
    }


def _key_result(status: KeyResultStatus, report: TeamReport) -> dict[str, Any]:
    counted = report.counted.get(status.key_result.pk)
    return {
        "title": status.key_result.title,
        "owner": str(status.key_result.owner or ""),
        "value": status.value_text,
        "value_exact": _exact(status.value),
        "before": status.before_text if status.before else "",
        "from_to": status.from_to,
        "progress": percent(status.raw),
        "change": change_text(status, report.since),
        "pace": status.pace.word if status.pace else "",
        "disagreement": status.disagreement,
        "confidence": _sure(status.confidence),
        "confidence_before": _sure(status.confidence_before) if status.confidence_before else "",
        "line": status.latest.line if status.latest else "",
        "voted": _voted(counted) if counted and counted.voted else "",
    }


def _voted(counted: ConfidenceRound) -> str:
    parts = [f"{count} {CONFIDENCE[word]}" for word, count in counted.counts.items()]
    return _("voted: %(counts)s") % {"counts": ", ".join(parts)}


def _said(row: Any) -> dict[str, str]:
    return {"text": row.text, "by": str(row.by)}


def _ask(row: Impediment) -> dict[str, Any]:
    ask = row.last_ask
    return {
        "text": row.text,
        "blocks": row.blocks,
        "wants": str(row.get_category_display()) if row.category else "",
        "leader": str(ask.leader) if ask else "",
        "by_when": ask.promised_for.isoformat() if ask and ask.promised_for else "",
        "stands": row.where_it_stands,
    }


def _set_change(version: SetVersion, changes: list[Change]) -> dict[str, Any]:
    """A changed wording of the agreed OKR set, old beside new (G7)."""
    return {
        "reason": version.reason,
        "by": str(version.by),
        "on": spoken_date(version.at),
        "changes": [change._asdict() for change in changes],
    }


def _head(content: dict[str, Any]) -> str:
    lines = [f"# {plain(content['theme'])}: {plain(content['title'])}", ""]
    lines.append(f"{content['held']} · {plain(content['cycle'])}")
    if content["facilitator"]:
        lines.append(_("Moderated by %(person)s") % {"person": plain(content["facilitator"])})
    return "\n".join(lines)


def _team_block(team: dict[str, Any]) -> str:
    parts = ["\n".join([f"## {plain(team['team'])}", "", _stage_line(team)])]
    parts += [f"> {plain(text)}" for text in team["objectives"]]
    if team["key_results"]:
        parts.append(_listed("### " + _("Key results"), map(_key_result_line, team["key_results"])))
    if team["achievements"]:
        parts.append(_listed("### " + _("Achievements"), map(_said_line, team["achievements"])))
    if team["learnings"]:
        parts.append(_listed("### " + _("Learnings"), map(_said_line, team["learnings"])))
    if team["asks"]:
        parts.append(_listed("### " + _("Impediments and asks"), map(_ask_line, team["asks"])))
    if team["set_changes"]:
        lines = [_change_line(row) for change in team["set_changes"] for row in change["changes"]]
        parts.append(_listed("### " + _("Changes of the OKR set"), lines))
    return "\n\n".join(parts)


def _stage_line(team: dict[str, Any]) -> str:
    if team["state"] != Slot.State.DONE:
        return _("Not on stage this time.")
    took = _("took %(time)s min") % {"time": clock(team["seconds_used"])}
    presenter = (
        [_("presented by %(person)s") % {"person": plain(team["presenter"])}]
        if team["presenter"]
        else []
    )
    over = (
        [_("%(time)s min over the plan") % {"time": clock(team["seconds_over"])}]
        if team["seconds_over"]
        else []
    )
    return ", ".join([*presenter, took, *over])


def _key_result_line(row: dict[str, Any]) -> str:
    was = _("before: %(value)s") % {"value": row["before"]} if row["before"] else ""
    felt = row["confidence"]
    if row["confidence_before"] and row["confidence_before"] != felt:
        felt = f"{row['confidence_before']} → {felt}"
    facts = [
        row["value"],
        row["from_to"],
        was,
        row["change"],
        felt,
        row["voted"],
        row["line"],
    ]
    return f"**{plain(row['title'])}**: " + " · ".join(plain(f) for f in facts if f)


def _said_line(note: dict[str, str]) -> str:
    return f"{plain(note['text'])} ({plain(note['by'])})"


def _ask_line(ask: dict[str, Any]) -> str:
    return f"{plain(ask['text'])}: {plain(ask['stands'])}"


def _change_line(change: dict[str, str]) -> str:
    was, now = plain(change["old"]) or "–", plain(change["new"]) or "–"
    return f"**{plain(change['about'])}**, {plain(change['what'])}: {was} → {now}"


def _listed(title: str, lines: Any) -> str:
    return "\n".join([title, "", *(f"- {line}" for line in lines)])


def clock(seconds: int | None) -> str:
    minutes, rest = divmod(seconds or 0, 60)
    return f"{minutes}:{rest:02}"


def _sure(confidence: str) -> str:
    return str(CONFIDENCE[confidence or "none"])


def _exact(value: Decimal | None) -> str | None:
    return None if value is None else format(value.normalize(), "f")
