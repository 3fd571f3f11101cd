"""The product's worker, which also knows the bench's letters: `celery -A okrsite.bench.worker`."""

import django

from okrsite.celery import app

django.setup()

from okrsite.bench import letters  # noqa: E402  its models are there only now

__all__ = ["app"]
letters.learn()
