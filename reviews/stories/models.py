from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel
from orgs.models import Person
from reviews.review.reflection_models import Reflection
from themes.models import Theme


class Story(TenantModel):
    """What a program tells of itself on a card: an idea, what was tried, its effect, a quote.

    The quote is a reflection that its writer released without a name, and stands on the card as
    long as it is released. No card says of which team it is: few could have said the quote then.
    """

    theme = TenantForeignKey(Theme, models.CASCADE, related_name="stories")
    idea = models.CharField(_("the idea"), max_length=160)
    tried = models.TextField(_("what was tried"), max_length=500)
    effect = models.TextField(_("what it changed"), max_length=500)
    quote = TenantForeignKey(
        Reflection,
        models.SET_NULL,
        verbose_name=_("a quote"),
        related_name="+",
        null=True,
        blank=True,
    )
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("story")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(idea="") & ~Q(tried="") & ~Q(effect=""), name="reviews_story_words"
            )
        ]

    def __str__(self) -> str:
        return self.idea

    @property
    def said(self) -> str:
        """The words of the quote, if they are released still."""
        released = self.quote is not None and self.quote.audience == Reflection.Audience.QUOTE
        return self.quote.text if released else ""
