"""The proxy of docker-compose, where this machine has one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.local.household import Household
from tools.local.processes import Child
from tools.local.var import LOOPBACK, ROOT, free_port, is_free

CADDYFILE = ROOT / "docker" / "Caddyfile"


@contextmanager
def caddy(site_port: int, place: Path) -> Iterator[int]:
    """Caddy with the product's own file; gives its port. What it says goes to `caddy.log`."""
    port, admin = free_port(), free_port()
    own = CADDYFILE.read_text()
    for service in ("web:8000", "stream:8000"):
        own = own.replace(service, f"{LOOPBACK}:{site_port}")
    (place / "Caddyfile").write_text(own)
    told = {
        **os.environ,
        "SUNHAND_SITE": f"http://:{port}",
        "CADDY_ADMIN": f"{LOOPBACK}:{admin}",
        "XDG_DATA_HOME": str(place),
        "XDG_CONFIG_HOME": str(place),
    }
    with Household() as household:
        command = ["caddy", "run", "--config", str(place / "Caddyfile"), "--adapter", "caddyfile"]
        child = household.add(Child("Caddy", command, environment=told, log=place / "caddy.log"))
        household.wait_for(child, lambda: not is_free(port), 20)
        yield port
