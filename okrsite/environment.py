"""How settings are read out of the environment.

Our own reading of the mail server's address, because dj-email-url reads `smtps://` as STARTTLS and
`smtp+tls://` as no encryption at all. A sentence about a value never holds the value.
"""

import os
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env, ValidationError

env = Env()

PREFIX = "SUNHAND_"
# Read by bin/ and by docker-compose.yml, which share an environment with the product.
READ_ELSEWHERE = {
    "SUNHAND_VAR",
    "SUNHAND_SITE",
    "SUNHAND_HOST",
    "SUNHAND_HTTP_PORT",
    "SUNHAND_HTTPS_PORT",
    "SUNHAND_OWNER_PASSWORD",
    "SUNHAND_WEB_PASSWORD",
    "SUNHAND_WORKER_PASSWORD",
}
SMTP_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
SMTP_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
QUOTE = "Write characters such as @ : / ? # in a name or password as %40 %3A %2F %3F %23."


@env.parser_for("names")
def names(value: str) -> list[str]:
    return [name.strip() for name in value.split(",") if name.strip()]


@dataclass(frozen=True)
class MailServer:
    backend: str
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    scheme: str = "smtp"


@env.parser_for("mail_server")
def mail_server(value: str) -> MailServer:
    """Who sends for an address such as `smtps://user:password@host` or `anymail://postmark`."""
    try:
        parts = urlsplit(value)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ValidationError(f"It is no address. {QUOTE}") from None
    if not host or parts.path.strip("/") or parts.query or parts.fragment:
        raise ValidationError(f"Write it as smtps://user:password@host:port. {QUOTE}")
    if parts.scheme == "anymail":
        return MailServer(_mail_service(host))
    if parts.scheme not in SMTP_PORTS:
        raise ValidationError("It begins with smtp://, smtp+tls://, smtps:// or anymail://.")
    return MailServer(
        SMTP_BACKEND,
        host=host,
        port=port or SMTP_PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        scheme=parts.scheme,
    )


@env.parser_for("redis_url")
def redis_url(value: str) -> str:
    try:
        parts = urlsplit(value)
        sound = parts.scheme in {"redis", "rediss", "unix"} and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        raise ValidationError(f"Write it as redis://:password@host:port/0. {QUOTE}")
    return value


def queue_url(cache_url: str) -> str:
    """Database 1 of the server whose database 0 is the cache."""
    parts = urlsplit(cache_url)
    if parts.scheme == "unix":
        raise ImproperlyConfigured("REDIS_URL is a socket: name the queue by CELERY_BROKER_URL.")
    options = [(name, value) for name, value in parse_qsl(parts.query) if name != "db"]
    return parts._replace(path="/1", query=urlencode(options)).geturl()


def database(address: dict[str, Any], *, role: str, wait_seconds: float) -> dict[str, Any]:
    """The one database; `role` is taken after login, so the web process owns nothing."""
    if address["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured(
            "DATABASE_URL begins with postgres://; no other database will do."
        )
    options = {"connect_timeout": 3 if wait_seconds else 10, **address.get("OPTIONS", {})}
    if role:
        options["assume_role"] = role
    return {
        **address,
        "ENGINE": "core.postgres",
        "OPTIONS": {**options, "wait_seconds": wait_seconds},  # 0 waits for ever
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def refuse_unknown() -> None:
    """After all settings are read: a name that nothing reads is a mistake that would go unseen."""
    known = {name for name in env.dump() if name.startswith(PREFIX)}
    given = {name for name in os.environ if name.startswith(PREFIX)}
    if unknown := sorted(given - known - READ_ELSEWHERE):
        raise ImproperlyConfigured(
            f"Nothing reads {', '.join(unknown)}. Take it out of the environment, or write the"
            f" name of a setting: {', '.join(sorted(known))}."
        )


def _mail_service(name: str) -> str:
    module = f"anymail.backends.{name}"
    if find_spec(module) is None:
        raise ValidationError("anymail:// is followed by the name of one of Anymail's services.")
    return f"{module}.EmailBackend"
