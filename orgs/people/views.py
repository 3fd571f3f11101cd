from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.formatting import spoken_time
from core.forms.saving import saved
from core.http import fragment, href
from core.keyset import by_name
from orgs.access import can_administer, can_edit_person, is_insider
from orgs.email_changes.actions import waiting_change
from orgs.http import OrgRequest, requires
from orgs.models import Person
from orgs.people import actions
from orgs.people.forms import PeopleFilter, PersonForm
from orgs.reauthentication.recent import recently_signed_in

PAGE = 50


@require_GET
@requires(is_insider)
def person_list(request: OrgRequest) -> HttpResponse:
    """The people of the organisation by name; a part of a name finds them."""
    form = PeopleFilter(request.GET or None)
    asked = {name: request.GET[name] for name in ("q", "division", "left") if request.GET.get(name)}
    context = {
        "form": form,
        "slice": by_name(form.people(), request.GET.get("after", ""), PAGE),
        "query": urlencode(asked),
        "may_administer": can_administer(request.person),
    }
    return fragment(request, "orgs/people/list.html", "people", context)


@require_http_methods(["GET", "POST"])
@requires(can_administer)
@recently_signed_in
def person_add(request: OrgRequest) -> HttpResponse:
    fresh = Person(language=request.organisation.language, organisation=request.organisation)
    form = PersonForm(request.POST or None, instance=fresh)
    if person := saved(form, by=request.person):
        messages.success(request, _("%(name)s is on the roster.") % {"name": person})
        return redirect(href("pages:person_detail", person=person.pk))
    return _form(request, form)


@require_http_methods(["GET", "POST"])
@requires(can_edit_person)
@recently_signed_in
def person_edit(request: OrgRequest, person: Person) -> HttpResponse:
    named = str(person)  # a form writes what was typed into its row
    form = PersonForm(request.POST or None, instance=person)
    if saved(form, by=request.person):
        messages.success(request, _saved(person))
        return redirect(href("pages:person_detail", person=person.pk))
    return _form(request, form, named)


@require_POST
@requires(can_edit_person)
@recently_signed_in
def person_reactivate(request: OrgRequest, person: Person) -> HttpResponse:
    try:
        actions.person_reactivate(person=person, by=request.person)
        messages.success(request, _("%(name)s is here again.") % {"name": person})
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(href("pages:person_detail", person=person.pk))


def _saved(person: Person) -> str:
    change = waiting_change(person)
    if change is None:
        return _("Saved.")
    return _("Saved. The new e-mail takes effect on %(when)s; the old one was told first.") % {
        "when": spoken_time(change.takes_effect_at)
    }


def _form(request: OrgRequest, form: PersonForm, named: str = "") -> HttpResponse:
    context = {"form": form, "named": named, "person_id": form.instance.pk}
    status = 422 if request.method == "POST" else 200
    return render(request, "orgs/people/form.html", context, status=status)
