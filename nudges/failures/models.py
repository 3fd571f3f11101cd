from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from core.tenancy import TenantModel
from nudges.registry import nudges


class BackgroundFailure(TenantModel):
    """A part of an organisation's background work that does not work now.

    It is deleted as soon as the part works again. `error` is the class of the error and never its
    words, which may hold somebody's data. `retry_at` is when mails are tried again.
    """

    class Part(models.TextChoices):
        TICK = "tick", _lazy("all background work")
        CHORE = "chore", _lazy("a regular task")
        NUDGE = "nudge", _lazy("a kind of reminder")
        NEWS = "news", _lazy("a kind of news for chats")
        MAILS = "mails", _lazy("sending mails")

    part = models.CharField(max_length=5, choices=Part)
    name = models.CharField(max_length=60, blank=True)
    error = models.CharField(max_length=100)
    since = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    retry_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _lazy("failure in the background")
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "part", "name"], name="nudges_backgroundfailure_once"
            ),
            models.CheckConstraint(
                condition=Q(part__in=["tick", "chore", "nudge", "news", "mails"]),
                name="nudges_backgroundfailure_part",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.name}".strip()

    @property
    def sentence(self) -> str:
        """What it means for the organisation, for its administrators."""
        if self.part == self.Part.NUDGE:
            return self._of_nudge()
        if self.part == self.Part.MAILS and self.error in SLOW:
            return _("The mail server is slow to take your organisation's mails. They come later.")
        return str(SENTENCES[self.Part(self.part)])

    def _of_nudge(self) -> str:
        """By the kind's name as people know it; some kinds have none."""
        if self.name in nudges.names() and nudges[self.name].name:
            sentence = _("Reminders of the kind “%(kind)s” could not be prepared.")
            return sentence % {"kind": nudges[self.name].name}
        return _("Reminders of one kind could not be prepared.")


SLOW = ("SlowMailServerError", "TimeoutError")
Part = BackgroundFailure.Part
SENTENCES = {
    Part.TICK: _lazy("Reminders could not be prepared. Mails that wait already still go out."),
    Part.CHORE: _lazy("One of the tasks that Sunhand does by itself could not be done."),
    Part.NEWS: _lazy("News of one kind for your chats could not be prepared."),
    Part.MAILS: _lazy("Mails of your organisation could not be prepared. They are tried again."),
}
