"""The product's worker, which also knows the bench's letters: `celery -A tools.bench.worker`."""

import django

from okrsite.celery import app

django.setup()

from tools.bench import letters  # noqa: E402  its models are there only now

__all__ = ["app"]
letters.learn()
