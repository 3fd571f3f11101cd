"""What leaders in the teams have learned that questions the focus, month by month."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.forms.saving import saved
from core.http import href
from orgs.closed_days import today_here
from orgs.http import OrgRequest, requires
from teams.access import can_answer_focus, can_see_focus_answers
from teams.focus_answers.actions import focus_pass, month_of
from teams.focus_answers.forms import FocusAnswerForm
from teams.models import FocusAnswer
from themes.models import Theme


@require_GET
@requires(can_see_focus_answers)
def focus_answer_list(request: OrgRequest, theme: Theme) -> HttpResponse:
    return _list(request, theme, None)


@require_POST
@requires(can_answer_focus)
def focus_answer_give(request: OrgRequest, theme: Theme) -> HttpResponse:
    form = FocusAnswerForm(request.POST)
    if not saved(form, theme=theme, by=request.person):
        return _list(request, theme, form)
    messages.success(request, _("Thank you. The sponsor can read it now."))
    return redirect(href("teams:focus_answer_list", theme=theme.pk))


@require_POST
@requires(can_answer_focus)
def focus_answer_pass(request: OrgRequest, theme: Theme) -> HttpResponse:
    focus_pass(theme=theme, by=request.person)
    messages.success(request, _("Passed over. The question comes back next month."))
    return redirect(href("pages:my_work"))


def _list(request: OrgRequest, theme: Theme, form: FocusAnswerForm | None) -> HttpResponse:
    """The answers by month, the newest first; who may answer finds their own to word anew."""
    answers = list(
        FocusAnswer.objects.filter(theme=theme).exclude(text="").select_related("person__level")
    )
    month = month_of(today_here())
    own = next((a for a in answers if a.month == month and a.person_id == request.person.pk), None)
    may_answer = can_answer_focus(request.person, theme)
    context = {
        "theme": theme,
        "month": month,
        "answers": answers,
        "own": own,
        "form": (form or FocusAnswerForm({"text": own.text} if own else None))
        if may_answer
        else None,
    }
    status = 422 if form else 200
    return render(request, "teams/focus_answers/list.html", context, status=status)
