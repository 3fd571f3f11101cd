"""Story cards of a theme: told, told otherwise, taken down."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from orgs.models import Person
from reviews.access import released_quotes
from reviews.models import Reflection, Story
from themes.models import Theme


def story_save(
    *,
    theme: Theme,
    by: Person,
    idea: str,
    tried: str,
    effect: str,
    quote: Reflection | None = None,
    story: Story | None = None,
) -> Story:
    """Tell a story, or another wording of one; who told it first stays with it."""
    if quote is not None and not released_quotes(theme).filter(pk=quote.pk).exists():
        raise ValidationError({"quote": _("Choose words that their writer released as a quote.")})
    story = story or Story(theme=theme, by=by)
    story.idea, story.tried, story.effect = idea.strip(), tried.strip(), effect.strip()
    story.quote = quote
    story.full_clean()
    story.save()
    return story
