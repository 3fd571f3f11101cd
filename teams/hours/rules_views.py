"""Around the hours: their rules, members' own notes, and those who lend people."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.forms.saving import posted, saved
from core.http import href
from orgs.access import can_administer
from orgs.http import OrgRequest, requires
from orgs.models import Person
from orgs.organisation_settings.setting_page import SettingPage, setting_view
from teams.access import can_note_hours, can_read_thanks, can_see_lenders, can_thank
from teams.hours.notes import LEAST_PEOPLE, own_notes
from teams.hours.rules_actions import notes_turn
from teams.hours.rules_forms import HoursRulesForm, NoteForm
from teams.lending.actions import lender_thank, thanks_read
from teams.lending.lenders import lenders, lending_divisions
from teams.models import Membership, Thanks, notes_on, notes_switch
from themes.models import Cycle

hours_rules_edit = setting_view(
    SettingPage(
        HoursRulesForm,
        url="teams:hours_rules_edit",
        way="hours",
        title=gettext_lazy("Hours"),
        heading=gettext_lazy("Hours people give"),
        lede=gettext_lazy(
            "When people are warned and reminded. Hours are agreed between member and home leader;"
            " no rule decides for them."
        ),
        template="teams/hours/rules.html",
        more=lambda: {"switch": notes_switch(), "least": LEAST_PEOPLE},
    )
)


@require_POST
@requires(can_administer)
def hours_notes_turn(request: OrgRequest) -> HttpResponse:
    """Switch the notes of actual hours on or off, with who and when (R6)."""
    notes_turn(on=request.POST.get("on") == "yes", by=request.person)
    return redirect(f"{href('teams:hours_rules_edit')}#notes")


@require_http_methods(["GET", "POST"])
@requires(can_note_hours)
def hours_notes(request: OrgRequest, membership: Membership) -> HttpResponse:
    """A member's own notes of the hours they really gave (E9)."""
    form = NoteForm(posted(request))
    if request.method == "POST":
        saved(form, membership, by=request.person)
        if not form.errors:
            messages.success(request, _("Noted, for you alone."))
            return redirect(href("teams:hours_notes", membership=membership.pk))
    context = {"membership": membership, **_notes(membership, form)}
    status = 422 if form.errors else 200
    return render(request, "teams/hours/notes.html", context, status=status)


@require_GET
@requires(can_see_lenders)
def lender_list(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    """How many people divisions and home leaders lend, by name, for thanks (E7)."""
    context = {
        "cycle": cycle,
        "divisions": lending_divisions(cycle),
        "lenders": lenders(cycle),
        "may_thank": can_thank(request.person, cycle),
    }
    return render(request, "teams/lending/lender_list.html", context)


@require_POST
@requires(can_thank)
def lender_thanks(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    """Thank one home leader, once."""
    key = request.POST.get("leader", "")
    people = Person.objects.active()
    leader = get_object_or_404(people, pk=int(key) if key.isdecimal() and len(key) < 19 else 0)
    try:
        lender_thank(cycle=cycle, leader=leader, by=request.person)
        messages.success(request, _("%(leader)s gets your thank-you.") % {"leader": leader})
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    return redirect(href("teams:lender_list", cycle=cycle.pk))


@require_POST
@requires(can_read_thanks)
def thanks_put_away(request: OrgRequest, thanks: Thanks) -> HttpResponse:
    """The thank-you has been read and leaves *My work*."""
    thanks_read(thanks=thanks)
    return redirect(href("pages:my_work"))


def _notes(membership: Membership, refused: NoteForm) -> dict[str, Any]:
    """Two weeks with the form of each that is open; what was refused keeps what was typed."""
    own = own_notes(membership, timezone.localdate())
    forms = {one.fortnight.number: NoteForm.about(one) for one in own if one.open}
    again = refused.cleaned_data.get("number") if refused.errors else None
    if refused.errors and again not in {one.fortnight.number for one in own}:
        raise Http404
    lost = refused if refused.errors and again not in forms else None
    if again in forms:
        forms[again] = refused
    rows = [(one, forms.get(one.fortnight.number)) for one in own]
    return {"rows": rows, "lost": lost, "least": LEAST_PEOPLE, "collected": notes_on()}
