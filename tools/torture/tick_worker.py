"""The product's worker, which also knows the letters: `celery -A tools.torture.tick_worker`."""

import django

from okrsite.celery import app

django.setup()

from tools.torture import crowd  # noqa: E402  its models are there only now

__all__ = ["app"]
crowd.learn()
