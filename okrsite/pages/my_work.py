"""One page says what waits for me now, across themes."""

from django.contrib.humanize.templatetags.humanize import apnumber
from django.http import HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import capfirst
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from nudges.registry import Waiting, waiting_for
from orgs.access import is_insider
from orgs.http import OrgRequest, requires


@require_GET
@requires(is_insider)
def my_work(request: OrgRequest) -> HttpResponse:
    waiting = waiting_for(request.person)
    context = {
        "waiting": waiting,
        "greeting": greeting(request.person.given_name),
        "lede": lede(waiting),
    }
    return render(request, "pages/my_work.html", context)


def greeting(name: str) -> str:
    """By the hour of the person's own day."""
    hour = timezone.localtime().hour
    if hour < 12:
        return _("Good morning, %(name)s") % {"name": name}
    if hour < 18:
        return _("Good afternoon, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}


def lede(waiting: list[Waiting]) -> str:
    """How many things wait and how long they take together."""
    if not waiting:
        return _("Nothing waits for you. Enjoy the day.")
    minutes = max(1, round(sum(row.due.minutes for row in waiting)))
    things = ngettext("%(n)s thing waits for you", "%(n)s things wait for you", len(waiting))
    time = ngettext("about %(n)s minute in all.", "about %(n)s minutes in all.", minutes)
    first = capfirst(things % {"n": apnumber(len(waiting))})
    return f"{first}, {time % {'n': apnumber(minutes)}}"
