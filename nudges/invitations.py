"""The mail that asks somebody on the roster to come in; the floor below has no outbox."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.formatting import spoken_date
from nudges.registry import OPEN, Due, Nudge
from orgs.invitations.actions import invitation_for_mail
from orgs.models import Invitation, Person


def come_in(now: datetime, person: Person | None) -> Iterable[Due]:
    """Who is invited and not in yet. Whoever is in has nothing of it on *My work*."""
    if person is not None and person.account_id:
        return []
    rows = Invitation.objects.valid(now).filter(person__account=None, person__left_on=None)
    if person is not None:
        rows = rows.filter(person=person)
    rows = rows.filter(mails__gt=0).select_related("organisation", "invited_by")
    return [_come_in(row) for row in rows]


def ways_in(dues: list[Due], person: Person) -> list[str]:
    """Where a mail leads: to what it asks, and past an invitation who could not sign in."""
    locked_out = person.account_id is None and not all(due.mail_url for due in dues)
    invitation = invitation_for_mail(person=person) if locked_out else None
    way = _address(invitation) if invitation else ""
    return [due.mail_url or way or due.url for due in dues]


def _come_in(row: Invitation) -> Due:
    product = settings.PRODUCT_NAME
    names = {"by": row.invited_by, "organisation": row.organisation, "product": product}
    title = (
        _("%(by)s invites you to %(organisation)s")
        if row.invited_by
        else _("%(organisation)s invites you")
    )
    return Due(
        person_id=row.person_id,
        about=f"orgs.invitation:{row.pk}/{row.mails}",
        title=title % names,
        url=_address(row),
        mail_url=_address(row),
        due_at=row.expires_at,
        opens_at=row.sent_at,
        action=_("Read the invitation"),
        details=[
            _(
                "%(organisation)s works on themes that no department can answer alone, with teams "
                "of volunteers. %(product)s is where this happens."
            )
            % names,
            _(
                "The invitation is for %(email)s and works until %(day)s. You need no password: a "
                "code is mailed to you when you come in. Coming in makes you a member of no team."
            )
            % {"email": row.email, "day": spoken_date(row.expires_at)},
        ],
        why=_(
            "You get this mail because you are on the roster of %(organisation)s. You do not want "
            "to come in, or do not know them? Then you need not do anything."
        )
        % names,
    )


def _address(row: Invitation) -> str:
    return reverse("invitation_join", kwargs={"token": row.token})


INVITATION = Nudge(
    "orgs.invitation",
    "mail",
    come_in,
    better_twice=True,
    any_hour=True,
    moments=(OPEN,),
    name=gettext_lazy("Come in"),
    serves="U2",
    who="whoever an administrator invites",
    when="at once, at any hour: a person has just pressed the button",
    late="nobody",
    ends="they come in, or the invitation runs out or is taken back",
    only=("orgs.invitations",),
)
