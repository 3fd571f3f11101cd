"""Whom a visitor of the demo can be."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class CastMember:
    """One of the cast: the e-mail of somebody on the demo's roster, and their part."""

    email: str
    name: str
    part: str | Promise
    today: str | Promise = ""


CAST: list[CastMember] = []
