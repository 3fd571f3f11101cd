"""Measures one thing inside the settings of the site that `bin/bench` has started."""

import sys
from importlib import import_module

import django

if __name__ == "__main__":
    django.setup()
    import_module(f"tools.bench.{sys.argv[1]}").main(*map(int, sys.argv[2:]))
