"""How long a value may wait before somebody else is told."""

from django.db import transaction

from okrs.models import MeasureRules, measure_rules
from orgs.audit import log as audit
from orgs.models import Person
from orgs.organisations.locking import one_at_a_time


@transaction.atomic
def measure_rules_save(*, tell_after: int, by: Person) -> MeasureRules:
    one_at_a_time()
    rules = measure_rules()
    before, rules.tell_after = rules.tell_after, tell_after
    rules.full_clean()
    rules.save()
    if before != tell_after:
        audit.record(
            actor=by,
            verb="measure_rules.edit",
            about=rules,
            before={"tell_after": before},
            after={"tell_after": tell_after},
        )
    return rules
