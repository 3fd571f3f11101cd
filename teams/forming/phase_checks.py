"""What keeps a cycle from its next phase, as far as the call, offers and teams go."""

from collections.abc import Callable, Iterator

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from core.http import href
from teams.models import Call, Coaching, Membership, Offer, TeamConfirmation
from themes.cycles.phases import Guard, Missing
from themes.models import Cycle


def _no_call(cycle: Cycle) -> Iterator[Missing]:
    if not cycle.calls.exists():
        yield Missing(
            _("The call is not written yet. The integration team says what members do."),
            url=href("teams:call_open", cycle=cycle.pk),
        )


def _no_offers(cycle: Cycle) -> Iterator[Missing]:
    if not Offer.objects.filter(call__cycle=cycle, state=Offer.State.ACCEPTED).exists():
        yield Missing(
            _("Nobody has put up their hand yet. The integration team can invite people."),
            url=_call_url(cycle),
        )


def _not_confirmed(cycle: Cycle) -> Iterator[Missing]:
    url = href("teams:forming_confirm", cycle=cycle.pk)
    teams = cycle.teams.all()
    if not teams:
        yield Missing(_("There is no team yet. The integration team forms them."), url=url)
    elif teams.filter(~Exists(TeamConfirmation.objects.filter(team=OuterRef("pk")))).exists():
        yield Missing(_("The integration team has not confirmed each team yet."), url=url)


def _no_voice(cycle: Cycle) -> Iterator[Missing]:
    speaking = Membership.objects.current().filter(team=OuterRef("pk"), speaks=True)
    for team in cycle.teams.filter(~Exists(speaking)):
        yield Missing(
            _("Nobody speaks for “%(team)s” yet. Its members choose.") % {"team": team},
            url=href("teams:member_list", team=team.pk),
            soft=True,
        )


def _no_coach(cycle: Cycle) -> Iterator[Missing]:
    coached = Coaching.objects.filter(Q(until=None), team=OuterRef("pk"))
    for team in cycle.teams.filter(~Exists(coached)):
        yield Missing(
            _("“%(team)s” has no coach yet. The integration team chooses one.") % {"team": team},
            url=href("teams:member_list", team=team.pk),
            soft=True,
        )


def _call_url(cycle: Cycle) -> str:
    call = Call.objects.filter(cycle=cycle).first()
    return href("teams:call_detail", call=call.pk) if call else ""


FORMING: dict[str, Guard] = {
    "teams.call": Guard("call", _no_call),
    "teams.offers": Guard("form", _no_offers),
    "teams.confirmed": Guard("prepare", _not_confirmed),
    "teams.voice": Guard("run", _no_voice),
    "teams.coach": Guard("run", _no_coach),
}

# Steps that are more than a step: the call is written, the teams are looked at once more.
DOORS: dict[str, Callable[[Cycle], str]] = {
    "call": lambda cycle: href("teams:call_open", cycle=cycle.pk),
    "prepare": lambda cycle: href("teams:forming_confirm", cycle=cycle.pk),
}
