"""What the product is told about the servers that run for it."""

import os
import sys
from collections.abc import Mapping

from tools.local.servers import Addresses
from tools.local.var import LOOPBACK, NAME, ROOT, Var

PYTHON = sys.executable
MANAGE = str(ROOT / "manage.py")


def environment(var: Var, addresses: Addresses, *, port: int, mail_port: int) -> dict[str, str]:
    """What the person has set comes first, so a local start can be pointed at other servers."""
    ours = {
        "SUNHAND_SECRET_KEY": var.secret("key"),
        "SUNHAND_BASE_URL": f"http://{NAME}:{port}",
        "SUNHAND_ALLOWED_HOSTS": f"{LOOPBACK},{NAME}",
        "EMAIL_URL": f"smtp://{LOOPBACK}:{mail_port}",
        "SUNHAND_KEYS_FOLDER": str(var.path / "keys"),
    }
    return {**ours, **os.environ, **always(addresses)}


def always(addresses: Addresses) -> Mapping[str, str]:
    return {
        "DATABASE_URL": addresses.database,
        "REDIS_URL": addresses.redis,
        "DJANGO_SETTINGS_MODULE": "okrsite.settings",
        "PYTHONUNBUFFERED": "1",
    }
