from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.forms.saving import posted, saved
from core.http import href
from orgs.closed_days import today_here
from orgs.http import OrgRequest, requires
from orgs.links import by_link
from orgs.models import Person
from teams.access import can_see_call, is_own_offer
from teams.forming.nudges import INVITATION
from teams.models import Call, Membership, Offer
from teams.offers import actions as offers
from teams.offers.forms import OfferForm
from themes.models import Cycle


@require_http_methods(["GET", "POST"])
@requires(can_see_call)
def offer_edit(request: OrgRequest, call: Call) -> HttpResponse:
    """Put up one's hand, answer an invitation, or change one's own offer."""
    offer = _own(call, request.person)
    takes = _is_open(offer) or call.is_open(today_here())
    if request.method == "GET" and (_is_settled(offer) or not takes):
        return redirect(href("teams:call_detail", call=call.pk))
    form = _form(request, offer)
    if request.method == "POST" and _save(request, form):
        return redirect(href("teams:call_detail", call=call.pk))
    return _page(request, "teams/offers/edit.html", offer, form)


@require_POST
@requires(can_see_call)
def offer_draft(request: OrgRequest, call: Call) -> HttpResponse:
    """Keep what is written so far while somebody writes; the answer is a quiet word."""
    offer = _own(call, request.person)
    form = OfferForm(request.POST, instance=offer, call=call, draft=True)
    kept = saved(form, by=request.person)
    context = {"kept": kept is not None, "call": call, "offer": kept or offer}
    status = 200 if kept else 422
    return render(request, "teams/offers/_kept.html", context, status=status)


@require_http_methods(["GET", "POST"])
@by_link(INVITATION, Offer)
def invitation_link(request: OrgRequest, offer: Offer, *, token: str) -> HttpResponse:
    """Answer an invitation out of the mail, without signing in. Opening it changes nothing."""
    if offer.person_id != request.person.pk:
        raise Http404
    form = _form(request, offer)
    if offer.state == Offer.State.OPEN and request.method == "POST":
        if "decline" in request.POST:
            offers.offer_decline(offer=offer, by=request.person)
            return redirect(request.path)
        if _save(request, form):
            return redirect(request.path)
    return _page(request, "teams/offers/link.html", offer, form)


@require_http_methods(["GET", "POST"])
@requires(is_own_offer)
def offer_withdraw(request: OrgRequest, offer: Offer) -> HttpResponse:
    """Step back without a reason. The words are gone then, so the page asks once."""
    back = href("teams:call_detail", call=offer.call_id)
    if _is_settled(offer) or offer.state not in {Offer.State.DRAFT, Offer.State.ACCEPTED}:
        return redirect(back)
    if request.method == "POST":
        offers.offer_withdraw(offer=offer, by=request.person)
        messages.success(request, _("You stepped back. What you had written is removed."))
        return redirect(back)
    context = {
        "question": _("Step back?"),
        "consequence": _("No reason is needed. What you have written is removed for good."),
        "verb": _("Step back"),
        "back_url": back,
    }
    return render(request, "confirm.html", context)


@require_POST
@requires(is_own_offer)
def offer_decline(request: OrgRequest, offer: Offer) -> HttpResponse:
    if offer.state == Offer.State.OPEN:
        offers.offer_decline(offer=offer, by=request.person)
        messages.success(request, _("You said no. That is fine, and nobody asks why."))
    return redirect(href("teams:call_detail", call=offer.call_id))


def _form(request: OrgRequest, offer: Offer) -> OfferForm:
    draft = "draft" in request.POST
    return OfferForm(posted(request), instance=offer, call=offer.call, draft=draft)


def _save(request: OrgRequest, form: OfferForm) -> Offer | None:
    """The button says whether it is a draft or a yes."""
    offer: Offer | None = saved(form, by=request.person)
    if offer:
        messages.success(request, _said(offer))
    return offer


def _page(request: OrgRequest, template: str, offer: Offer, form: OfferForm) -> HttpResponse:
    call = offer.call
    context = {
        "call": call,
        "cycle": call.cycle,
        "theme": call.cycle.theme,
        "offer": offer,
        "form": form,
        "asked": offer.state == Offer.State.OPEN and call.cycle.phase in offers.ANSWERABLE,
        "made": offer.state == Offer.State.ACCEPTED,
        "ended": offer.state == Offer.State.OPEN,
        "formed": call.cycle.phase not in {Cycle.Phase.CALLING, Cycle.Phase.FORMING},
    }
    return render(request, template, context, status=422 if form.errors else 200)


def _own(call: Call, person: Person) -> Offer:
    rows = Offer.objects.filter(call=call, person=person).select_related("named_by", "person")
    offer = rows.first() or Offer(call=call, person=person, way=Offer.Way.VOLUNTEERED)
    offer.call = call
    if offer.state != Offer.State.ACCEPTED and not offer.is_of(person):
        offer.forget_words()  # a draft that another account wrote
    return offer


def _is_open(offer: Offer) -> bool:
    """Invitations are answered and offers changed after the deadline too."""
    return offer.state in {Offer.State.OPEN, Offer.State.ACCEPTED}


def _is_settled(offer: Offer) -> bool:
    return bool(offer.pk) and (
        Membership.objects.current().filter(acceptance__offer=offer).exists()
    )


def _said(offer: Offer) -> str:
    if offer.state == Offer.State.DRAFT:
        return _("Your draft is kept. Nobody else sees it.")
    return _("Your hand is up. Thank you.")
