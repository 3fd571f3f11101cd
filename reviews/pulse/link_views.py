"""The one page on which a pulse is answered, by the link of a mail and without an account."""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from core.forms.saving import saved
from core.http import open_to_all
from core.tenancy import tenant
from orgs.links import as_receiver
from orgs.models import Organisation
from reviews.models import PulseInvitation
from reviews.pulse.forms import PulseForm
from reviews.pulse.keys import WHILE_OPEN, KeyLostError, token_hash

TOKEN = re.compile(r"(?P<organisation>[1-9][0-9]{0,17})-[A-Za-z0-9_-]{43}")


@open_to_all
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def pulse_link(request: HttpRequest, token: str) -> HttpResponse:
    """Whose link it is stands in the list of who is asked, and nowhere once the pulse is closed."""
    named = TOKEN.fullmatch(token)
    if named is None:
        raise Http404
    organisation = Organisation.objects.filter(pk=named["organisation"]).first()
    if organisation is None:
        return _over(request)
    with tenant(organisation):
        rows = PulseInvitation.objects.filter(token_hash=token_hash(token))
        asked = rows.select_related("pulse__cycle__theme", "person", "team").first()
        if asked is None:
            return _over(request)
        with as_receiver(request, organisation, asked.person):
            if not asked.person.active:
                return render(request, "link_of_leaver.html", status=410)
            return _answer(request, asked)


def _over(request: HttpRequest) -> HttpResponse:
    """The list is deleted; of a link that was made up we say the same."""
    return render(request, "reviews/pulse/over.html", status=410)


def _answer(request: Any, asked: PulseInvitation) -> HttpResponse:
    pulse = asked.pulse
    context = {
        "pulse": pulse,
        "asked": asked,
        "open": pulse.is_open(timezone.now()),
        "while_open": WHILE_OPEN,
    }
    if not context["open"] or _has_answered(asked):
        late = 409 if request.method == "POST" else 200
        return render(request, "reviews/pulse/answered.html", context, status=late)
    form = PulseForm(request.POST or None, pulse=pulse)
    if request.method == "POST" and saved(form, by=asked.person):
        return HttpResponseRedirect(request.path)
    status = 422 if form.errors else 200
    return render(
        request,
        "reviews/pulse/answer.html",
        {**context, "form": form},
        status=status,
    )


def _has_answered(asked: PulseInvitation) -> bool:
    """Where the key is lost, sending the form says so, and keeps what was typed."""
    try:
        return asked.person_id in asked.pulse.have_answered()
    except KeyLostError:
        return False
