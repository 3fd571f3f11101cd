"""The worker of `bin/dev`: starts again when a Python file changes."""

import sys

import django
from celery.__main__ import main
from django.utils.autoreload import run_with_reloader

if __name__ == "__main__":
    django.setup()
    sys.argv[0] = "celery"
    run_with_reloader(main)
