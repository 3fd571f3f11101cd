"""What was sent, what waits and what failed; how somebody is reminded, and how they stop it."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages as toasts
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.forms.saving import saved
from core.http import href
from core.numbers import row_number
from core.outbox import State
from nudges.access import can_look_after
from nudges.bounces import actions as returned
from nudges.mail.archive import framed, kept_mail, part
from nudges.mail.content import STOP
from nudges.models import BackgroundFailure, Message, QuietHours, ReturnedAddress, Rhythm
from nudges.preferences import actions
from nudges.preferences.forms import QuietHoursForm, RemindersForm
from nudges.preferences.queries import wishes_of
from orgs.access import can_administer, can_edit_person, is_insider
from orgs.http import OrgRequest, requires
from orgs.links import by_link
from orgs.models import Person
from orgs.organisation_settings.setting_page import SettingPage, setting_view
from orgs.reauthentication.recent import recently_signed_in

PAGE = 50


@require_GET
@requires(can_administer)
def message_list(request: OrgRequest) -> HttpResponse:
    """Newest first, page by page by number, so that new mails do not shift the pages."""
    state = request.GET.get("state", "")
    rows = Message.objects.select_related("person__returned_address")
    rows = rows.prefetch_related("occasions")
    if state in State.values:
        rows = rows.filter(state=state)
    before = row_number(request.GET.get("before", ""))
    if before is not None:
        rows = rows.filter(pk__lt=before)
    shown = list(rows[: PAGE + 1])
    context = {
        "rows": shown[:PAGE],
        "older": shown[PAGE - 1].pk if len(shown) > PAGE else None,
        "state": state,
        "counts": _counts(),
        "kept": bool(settings.MAIL_FOLDER),
        "months": settings.KEEP_MAILS_MONTHS,
        "failures": BackgroundFailure.objects.all(),
        "returned": ReturnedAddress.objects.counting().select_related("person")[:PAGE],
    }
    return render(request, "nudges/mail/message_list.html", context)


def _counts() -> list[tuple[str, str, int]]:
    found = dict(Message.objects.order_by().values_list("state").annotate(Count("pk")))
    return [(value, str(label), found.get(value, 0)) for value, label in State.choices]


@csp_update({"frame-src": [SELF]})
@require_GET
@requires(can_look_after)
def message_detail(request: OrgRequest, message: Message) -> HttpResponse:
    """A sent mail as it was; its HTML stands in a frame that may do nothing."""
    mail = kept_mail(message)
    if mail is None:
        raise Http404
    context = {"message": message, "text": part(mail, "plain")}
    return render(request, "nudges/mail/message_detail.html", context)


@require_GET
@requires(can_look_after)
def message_html(request: OrgRequest, message: Message) -> HttpResponse:
    mail = kept_mail(message)
    if mail is None:
        raise Http404
    html, policy = framed(part(mail, "html"))
    headers = {"Content-Security-Policy": policy, "X-Frame-Options": "SAMEORIGIN"}
    return HttpResponse(html, headers=headers)


@require_POST
@requires(can_look_after)
def message_send_again(request: OrgRequest, message: Message) -> HttpResponse:
    if returned.returned_of(message.person):
        sentence = _("No mails go to %(name)s any more. Let them go there again first.")
        toasts.error(request, sentence % {"name": message.person})
        return redirect(href("pages:person_detail", person=message.person_id))
    if message.send_again():
        toasts.success(request, _("The mail goes out again within a minute."))
    else:
        toasts.error(request, _("Only a mail that failed or may not have arrived can go again."))
    return redirect(href("nudges:message_list"))


@require_POST
@requires(can_edit_person)
@recently_signed_in
def address_clear(request: OrgRequest, person: Person) -> HttpResponse:
    returned.address_clear(person=person, by=request.person)
    sentence = _("Mails go to %(name)s again, with all that is still asked of them.")
    toasts.success(request, sentence % {"name": person})
    return redirect(href("pages:person_detail", person=person.pk))


@require_http_methods(["GET", "POST"])
@requires(is_insider)
def reminders_edit(request: OrgRequest) -> HttpResponse:
    """How Sunhand reminds me: the hour, a pause, and a pace for each kind."""
    person = request.person
    rhythm = Rhythm.objects.filter(person=person).first() or Rhythm(person=person)
    wishes = wishes_of([person], timezone.now())[person.pk]
    posted = request.POST if request.method == "POST" else None
    form = RemindersForm(posted, instance=rhythm, wishes=wishes)
    if posted is not None and saved(form, person=person):
        toasts.success(request, _("Saved."))
        return redirect(href("nudges:reminders_edit"))
    context = {"form": form, "zone": wishes.habits.zone, "quiet": QuietHours.current()}
    return render(
        request, "nudges/preferences/reminders.html", context, status=422 if form.errors else 200
    )


quiet_hours_edit = setting_view(
    SettingPage(
        QuietHoursForm,
        url="nudges:quiet_hours_edit",
        way="reminders",
        title=gettext_lazy("Reminders"),
        heading=gettext_lazy("When it is quiet"),
        lede=gettext_lazy(
            "In these hours of their own clock nobody gets a mail, nor at weekends or on holidays"
            " of their country. Only invitations and sign-in codes come at any hour, because"
            " somebody has just asked for them."
        ),
    )
)


@csrf_exempt  # a mail program posts it with nothing but the link (RFC 8058)
@require_http_methods(["GET", "POST"])
@by_link(STOP, Message)
def mails_stop(request: Any, message: Message, token: str) -> HttpResponse:
    """Opening it changes nothing; the button, or a mail program's own, stops such mails."""
    several = len({occasion.kind for occasion in message.occasions.all()}) > 1
    kinds = actions.stopped_with(message)
    if request.method == "POST":
        actions.mails_stop(message=message)
    context = {"kinds": kinds, "several": several, "done": request.method == "POST"}
    return render(request, "nudges/preferences/mails_stop.html", context)
