"""Pictures of key results for templates: `{% kr_track standing %}`."""

from django import template
from django.utils.safestring import SafeString

from okrs import pictures
from okrs.standing import KeyResultStanding, TeamStanding

register = template.Library()


@register.simple_tag
def kr_track(standing: KeyResultStanding, big: bool = False) -> SafeString:
    return pictures.draw_track(standing, big=big)


@register.simple_tag
def kr_spark(standing: KeyResultStanding) -> SafeString:
    return pictures.draw_spark(standing)


@register.simple_tag
def kr_burnup(standing: KeyResultStanding) -> SafeString:
    return pictures.draw_burnup(standing)


@register.simple_tag
def team_mini(standing: TeamStanding, size: int = 44) -> SafeString:
    return pictures.draw_mini(standing, size=size)
