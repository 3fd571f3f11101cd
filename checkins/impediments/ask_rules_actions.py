"""How long a leader has to answer."""

from django.db import transaction

from checkins.models import AskRules, ask_rules
from orgs.audit import log as audit
from orgs.models import Person
from orgs.organisations.locking import one_at_a_time


@transaction.atomic
def ask_rules_save(*, answer_after: int, by: Person) -> AskRules:
    one_at_a_time()
    rules = ask_rules()
    before, rules.answer_after = rules.answer_after, answer_after
    rules.full_clean()
    rules.save()
    if before != answer_after:
        audit.record(
            actor=by,
            verb="ask_rules.edit",
            about=rules,
            before={"answer_after": before},
            after={"answer_after": answer_after},
        )
    return rules
