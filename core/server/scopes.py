"""What an ASGI scope says of a request, before Django or without it."""

from ipaddress import ip_address, ip_network
from typing import Any

from django.conf import settings


def address_of(scope: dict[str, Any]) -> str:
    """Whose turn it is: as the outermost proxy of ours saw it; of IPv6 the network of a house."""
    peer = (scope.get("client") or ("", 0))[0]
    told = [part.strip() for part in header(scope, b"x-forwarded-for").split(",")]
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    named = told[-proxies] if 0 < proxies <= len(told) else peer
    try:
        found = ip_address(named)
    except ValueError:
        return str(peer)
    return str(ip_network((found, 64), strict=False)) if found.version == 6 else str(found)


def header(scope: dict[str, Any], wanted: bytes) -> str:
    """As a proxy reads it: the same header twice is one, with a comma."""
    return b",".join(value for name, value in scope["headers"] if name == wanted).decode("latin-1")
