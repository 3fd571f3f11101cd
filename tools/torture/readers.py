"""Makes the people to whom the torture writes: `python -m tools.torture.readers 2000`."""

import sys

import django

if __name__ == "__main__":
    django.setup()
    from tools.bench import letters

    letters.readers(int(sys.argv[1]))
