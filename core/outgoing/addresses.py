"""Which addresses may be called: https, a plain host name, and a public IP address behind it.

People type these addresses, so nothing about them is trusted. What cannot be read in one way only,
such as `https://127.1/` or a user name before the host, is refused.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

PORTS = {"http": 80, "https": 443}
FIRST_FREE_PORT = 1024  # below are mail, SSH and other services that no web address names
LONGEST = 2000
UNKNOWN_NAME = "unknown name"  # the detail of a call to a host that no resolver knows

_LABEL = r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME = re.compile(rf"{_LABEL}(\.{_LABEL})*")
_NUMBER = re.compile(r"(.*\.)?(\d+|0x[0-9a-f]*)")  # which resolvers read as an IP address

NAT64 = ip_network("64:ff9b::/96")
PUBLIC_IPV6 = ip_network("2000::/3")
SPECIAL = [
    ip_network(network)
    for network in (
        "192.0.0.0/24",  # protocol assignments; also where one cloud keeps its metadata
        "192.88.99.0/24",  # relays of 6to4
        "168.63.129.16/32",  # a public number that leads into the network of one cloud
        "2001::/23",  # protocol assignments: Teredo, benchmarking, ORCHID and others
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "2620:4f:8000::/48",  # the black hole of reverse look-ups
        "3fff::/20",  # documentation
    )
]


class Problem(StrEnum):
    """Why a call did not get its answer."""

    ADDRESS = "address"  # not an address that we call
    PRIVATE = "private"  # leads into a private network
    AWAY = "away"  # an unknown name, or nobody takes the call
    TLS = "tls"  # its certificate is not valid for its name
    SLOW = "slow"  # not done in time
    LARGE = "large"  # says more than we read
    BROKEN = "broken"  # hung up, or does not speak HTTP


@dataclass(frozen=True)
class Address:
    """An address that may be called, taken apart."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def address(text: str) -> Address | Problem:
    """Take an address apart, or say why it is not called. No name is looked up here."""
    parts = _parts(text)
    if parts is None:
        return Problem.ADDRESS
    host, private = parts.hostname or "", is_named(parts.hostname or "")
    if parts.scheme != "https" and not (parts.scheme == "http" and private):
        return Problem.ADDRESS
    port = parts.port or PORTS[parts.scheme]
    if not private and port != PORTS["https"] and port < FIRST_FREE_PORT:
        return Problem.ADDRESS
    if _ip(host) and not private and not is_public(host):
        return Problem.PRIVATE
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Address(parts.scheme, host, port, target)


def refusal(text: str) -> Problem | None:
    """What can be seen to be wrong with an address before anybody calls it."""
    found = address(text)
    return found if isinstance(found, Problem) else None


def is_named(host: str) -> bool:
    """The operator has named this host, wherever it may lie."""
    return host in settings.PRIVATE_HOSTS


def is_public(number: str) -> bool:
    """Whether an IP address is one of the public network, by whatever notation."""
    ip = ip_address(number)
    if isinstance(ip, IPv6Address):
        inner = IPv4Address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else ip.ipv4_mapped
        if inner is None:
            return ip in PUBLIC_IPV6 and ip.is_global and not _special(ip)
        ip = inner
    return ip.is_global and not ip.is_multicast and not _special(ip)


def _special(ip: IPv4Address | IPv6Address) -> bool:
    return any(ip in network for network in SPECIAL)


def _parts(text: str) -> SplitResult | None:
    """The parts of an address with nothing odd in them."""
    if not (text.isascii() and text.isprintable()) or len(text) > LONGEST:
        return None
    if " " in text or "\\" in text:  # browsers and resolvers read these in different ways
        return None
    try:
        parts = urlsplit(text)
        good = parts.port != 0 and "@" not in parts.netloc and _is_host(parts.hostname or "")
    except ValueError:
        return None
    if "[" in parts.netloc and ":" not in (parts.hostname or ""):  # brackets are for IPv6 alone
        return None
    return parts if good else None


def _is_host(host: str) -> bool:
    if len(host) > 253 or _NUMBER.fullmatch(host):
        return _ip(host)
    return bool(_NAME.fullmatch(host)) or (":" in host and "%" not in host and _ip(host))


def _ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
