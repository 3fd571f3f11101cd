"""What only who may run a check-in has at hand: questions to ask, and who could speak first."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from checkins.access import can_run
from checkins.live_check_in import order_actions
from checkins.live_check_in.confidence_drop import confidence_drops, first_already
from checkins.live_check_in.prompts import prompts_of
from checkins.live_check_in.state import LiveCheckIn
from checkins.models import CheckIn
from core.http import href
from orgs.http import OrgRequest, requires


@require_POST
@requires(can_run)
def falling_first(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    try:
        drops = order_actions.falling_first(check_in=check_in, by=request.person)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        reasons = " ".join(row.why for row in drops)
        messages.success(request, _("They speak first now. %(why)s") % {"why": reasons})
    return redirect(href("checkins:check_in_detail", check_in=check_in.pk))


def facilitating(now: LiveCheckIn) -> dict[str, Any]:
    """What `_prompts.html` and `_falling.html` read."""
    drops = confidence_drops(now.check_in, now.slots)
    return {
        "prompts": prompts_of(now.report) if now.report else [],
        "confidence_drops": drops,
        "first_already": first_already(now.slots, drops),
    }
