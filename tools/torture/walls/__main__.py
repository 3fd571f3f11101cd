"""Attacks a server that runs: `python -m tools.torture.walls <port> <requests> <seed>`."""

import json
import sys

import django

if __name__ == "__main__":
    django.setup()
    from tools.demo.cast import CAST
    from tools.torture.walls.attack import attack

    port, requests, seed = map(int, sys.argv[1:])
    emails = [member.email for member in CAST]
    print(
        json.dumps(attack(port, requests=requests, seed=seed, emails=emails, looks=800, clients=6))
    )
