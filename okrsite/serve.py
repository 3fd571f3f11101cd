"""`python -m okrsite.serve`: the one way in which pages and streams are served, everywhere.

The demo, development, measuring, tests, the Dockerfile and docker-compose.yml all start this.
"""

import argparse
from typing import Any

import uvicorn
from django.conf import settings

GRACE_SECONDS = 3
LOOPBACK = "127.0.0.1"


def options(*, host: str, port: int) -> dict[str, Any]:
    """What uvicorn is told."""
    return {
        "app": "okrsite.asgi:application",
        "host": host,
        "port": port,
        "access_log": False,  # it writes whole addresses; core.server.access_log writes routes
        "log_config": settings.LOGGING,
        "proxy_headers": False,  # how many proxies to believe is asked in one place
        "reset_contextvars": True,
        "server_header": False,
        "timeout_graceful_shutdown": GRACE_SECONDS,
        "ws": "none",
    }


def main() -> None:
    chosen = _parser().parse_args()
    reloading = {
        "reload": True,
        "reload_dirs": [str(settings.BASE_DIR / app) for app in settings.PRODUCT],
    }
    uvicorn.run(
        **options(host=chosen.host, port=chosen.port),
        **(reloading if chosen.reload else {"workers": chosen.workers}),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m okrsite.serve", allow_abbrev=False)
    parser.add_argument("--host", default=LOOPBACK, help="where it listens")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1, help="processes")
    parser.add_argument("--reload", action="store_true", help="start again when a file changes")
    return parser


if __name__ == "__main__":
    main()
