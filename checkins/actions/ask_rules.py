"""How long a leader has to answer."""

from django.db import transaction

from checkins.models import AskRules, ask_rules
from orgs import audit
from orgs.actions.turn import one_at_a_time
from orgs.models import Person


@transaction.atomic
def ask_rules_save(*, answer_after: int, by: Person) -> AskRules:
    one_at_a_time()
    rules = ask_rules()
    before, rules.answer_after = rules.answer_after, answer_after
    rules.full_clean()
    rules.save()
    if before != answer_after:
        audit.record(
            actor=by, verb="ask_rules.edit", about=rules,
            before={"answer_after": before}, after={"answer_after": answer_after},
        )  # fmt: skip
    return rules
