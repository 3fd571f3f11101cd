"""Whom a visitor of the demo can be: people of the roster, by e-mail, with their part."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class CastMember:
    """One of the cast, and what they would do today."""

    email: str
    name: str
    part: str | Promise
    today: str | Promise


CAST = [
    CastMember(
        "ipek.kara@example.com",
        "İpek Kara",
        _("integration team"),
        _("looks after the call for cycle 3"),
    ),
    CastMember(
        "emre.ozdemir@example.com",
        "Emre Özdemir",
        _("speaks for team 1"),
        _("measures a key result"),
    ),
    CastMember(
        "ozan.ucar@example.com",
        "Ozan Uçar",
        _("speaks for team 2, which is behind"),
        _("asks leaders for help"),
    ),
    CastMember(
        "hatice.kurt@example.com",
        "Hatice Kurt",
        _("new member of team 2"),
        _("waits for her leader's yes"),
    ),
    CastMember(
        "luca.kowalska@example.com",
        "Luca Kowalska",
        _("joined team 1 last week"),
        _("sees what belongs to the first days"),
    ),
    CastMember(
        "volkan.sahin@example.com",
        "Volkan Şahin",
        _("home leader"),
        _("decides about the hours of his people"),
    ),
    CastMember(
        "birgit.ozdemir@example.com",
        "Birgit Özdemir",
        _("director, leader in team 2"),
        _("clears the way for her team"),
    ),
    CastMember(
        "ines.ates@example.com",
        "Inês Ateş",
        _("sponsor of the theme"),
        _("sees where her theme stands"),
    ),
    CastMember(
        "gunther.simsek@example.com",
        "Günther Şimşek",
        _("facilitator"),
        _("moderates the check-ins"),
    ),
    CastMember(
        "joao.yildiz@example.com",
        "João Yıldız",
        _("coach of teams 1 and 2"),
        _("helps a group become a team"),
    ),
    CastMember(
        "ayse.aydin@example.com",
        "Ayşe Aydın",
        _("not in a team yet"),
        _("puts up her hand for cycle 3"),
    ),
    CastMember(
        "maria.tas@example.com",
        "Maria Taş",
        _("administrator"),
        _("looks after people and mails"),
    ),
    CastMember(
        "rana.demir@example.org",
        "Rana Demir",
        _("sponsor at Poyraz Logistics"),
        _("sees another organisation, and nothing of this one"),
    ),
    CastMember(
        "tom.berg@example.org",
        "Tom Berg",
        _("speaks for a new team at Poyraz Logistics"),
        _("leads the definition workshop"),
    ),
    CastMember(
        "lea.voss@example.org",
        "Lea Voss",
        _("member of that team"),
        _("writes and votes in the workshop"),
    ),
]
