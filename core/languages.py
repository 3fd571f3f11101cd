"""Which language a page speaks whose text is written out once a language."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

CODES = [code for code, _name in settings.LANGUAGES]


def asked(request: HttpRequest) -> str:
    """The language asked for by `?language=`, or else the one this person reads."""
    wanted = request.GET.get("language")
    return wanted if wanted in CODES else active()


def active() -> str:
    """The language in use, without its country; English where there is none of ours."""
    code = (get_language() or settings.LANGUAGE_CODE)[:2]
    return code if code in CODES else settings.LANGUAGE_CODE


def spoken(language: str) -> str:
    """The language somebody is written to in: theirs, or English while our texts are not in it.

    Django knows days and "tomorrow" in many languages; a sentence of ours speaks only one.
    """
    catalogues = (
        Path(path, language, "LC_MESSAGES", "django.mo") for path in settings.LOCALE_PATHS
    )
    return language if any(path.exists() for path in catalogues) else settings.LANGUAGE_CODE
