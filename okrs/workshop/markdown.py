"""What came out of a definition workshop, as Markdown that also reads well as plain text."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.markup import plain
from okrs.key_results import formatting
from okrs.models import Cluster, ConfidenceRound, Idea, KeyResult, Objective, Workshop
from okrs.workshop.state import by_votes, clusters_of, counted, objectives_of


def markdown(workshop: Workshop) -> str:
    team, columns = workshop.team, clusters_of(workshop)
    day = date_format(localtime(workshop.ended_at), "DATE_FORMAT") if workshop.ended_at else ""
    counts = {row.pk: counted_round for row, counted_round in counted(workshop)}
    parts = [
        f"# {_('OKR definition workshop')}: {plain(team.name)}",
        f"{day} · {plain(str(team.cycle))}",
        *(_objective(row, counts) for row in objectives_of(team)),
        _section(_("Clusters"), [_cluster(*row) for row in by_votes(columns)]),
        _section(_("Ideas in no cluster"), [_idea(row) for row in columns[0][1]]),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def counts_text(counted_round: ConfidenceRound | None) -> str:
    """Such as: confident 3, unsure 1, doubtful 0."""
    if counted_round is None or not counted_round.voted:
        return ""
    params = {
        "confident": counted_round.confident,
        "unsure": counted_round.unsure,
        "doubtful": counted_round.doubtful,
    }
    return _("confident %(confident)s, unsure %(unsure)s, doubtful %(doubtful)s") % params


def _objective(row: Objective, counts: dict[int, ConfidenceRound | None]) -> str:
    lines = [_key_result(kr, counts.get(kr.pk)) for kr in row.key_results.all()]
    return "\n".join([f"## {plain(row.text)}", "", *lines])


def _key_result(row: KeyResult, counted_round: ConfidenceRound | None) -> str:
    facts = [formatting.from_to(row), counts_text(counted_round)]
    return f"- **{plain(row.title)}**: " + " · ".join(plain(fact) for fact in facts if fact)


def _cluster(cluster: Cluster, ideas: list[Idea]) -> str:
    name, votes = f"- **{plain(cluster.name)}**", cluster.votes
    if votes is not None:
        name = f"{name}, {ngettext('%(n)s vote', '%(n)s votes', votes) % {'n': votes}}"
    return "\n".join([name, *(f"  {_idea(i)}" for i in ideas)])


def _idea(idea: Idea) -> str:
    return f"- {plain(idea.text)}"


def _section(title: str, lines: list[str]) -> str:
    return "\n".join([f"## {title}", "", *lines]) if lines else ""
