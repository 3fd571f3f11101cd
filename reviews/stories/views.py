"""Story cards of a theme; they are shown on the page that says what it was worth."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.forms.saving import posted, saved
from core.http import href
from orgs.http import OrgRequest, requires
from reviews.access import can_edit_story, can_tell_story
from reviews.models import Story
from reviews.stories.forms import StoryForm
from themes.models import Theme

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@requires(can_tell_story)
def story_add(request: OrgRequest, theme: Theme) -> HttpResponse:
    return _tell(request, theme)


@both
@requires(can_edit_story)
def story_edit(request: OrgRequest, story: Story) -> HttpResponse:
    return _tell(request, story.theme, story)


@both
@requires(can_edit_story)
def story_remove(request: OrgRequest, story: Story) -> HttpResponse:
    back = _stories(story.theme)
    if request.method == "POST":
        story.delete()
        messages.success(request, _("The story is taken down."))
        return redirect(back)
    context = {
        "question": _("Take this story down?"),
        "consequence": story.idea,
        "verb": _("Take it down"),
        "back_url": back,
    }
    return render(request, "confirm.html", context)


def _tell(request: OrgRequest, theme: Theme, story: Story | None = None) -> HttpResponse:
    form = StoryForm(posted(request), theme=theme, story=story)
    if saved(form, by=request.person):
        messages.success(request, _("The story stands on its card."))
        return redirect(_stories(theme))
    context = {"form": form, "theme": theme, "story": story}
    status = 422 if form.is_bound else 200
    return render(request, "reviews/stories/edit.html", context, status=status)


def _stories(theme: Theme) -> str:
    return href("pages:worth", theme=theme.pk)
