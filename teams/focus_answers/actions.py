"""The question that leaders in teams are asked once a month: what questions our focus?"""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from orgs.closed_days import today_here
from orgs.models import Person
from teams.models import FocusAnswer
from themes.models import Theme


def month_of(day: date) -> date:
    return day.replace(day=1)


def focus_answer(*, theme: Theme, by: Person, text: str) -> FocusAnswer:
    """Say what was learned this month; a second time in the month it is worded anew."""
    words = text.strip()
    if not words:
        raise ValidationError(_("Write a line, or pass this month over."))
    month = month_of(today_here())
    answer, _new = FocusAnswer.objects.update_or_create(
        theme=theme, person=by, month=month, defaults={"text": words}
    )
    return answer


def focus_pass(*, theme: Theme, by: Person) -> None:
    """Pass this month over. What was said already stays."""
    month = month_of(today_here())
    FocusAnswer.objects.get_or_create(theme=theme, person=by, month=month)
