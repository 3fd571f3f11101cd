"""Cookies by https are of this very host alone; the demo's http goes on."""

import json
import os
import subprocess
import sys

import pytest

NAMES = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "DEVICE_COOKIE_NAME")
ASK = f"""
import json
from okrsite import settings as told
print(json.dumps([[getattr(told, name) for name in {NAMES}], told.SESSION_COOKIE_SECURE,
                  told.CSRF_COOKIE_SECURE, told.SESSION_COOKIE_SAMESITE]))
"""


@pytest.mark.parametrize(
    ("base_url", "prefix", "secure"),
    [("https://sunhand.example", "__Host-", True), ("http://localhost:8000", "", False)],
)
def test_cookies_are_bound_to_the_host_by_https(base_url: str, prefix: str, secure: bool) -> None:
    environment = {**os.environ, "SUNHAND_BASE_URL": base_url}

    told = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True
    )

    names = [f"{prefix}{name}" for name in ("sessionid", "csrftoken", "device")]
    assert json.loads(told.stdout) == [names, secure, secure, "Lax"]
