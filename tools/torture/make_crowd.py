"""Makes the organisations and says which is of which sort: `… make_crowd NUMBER CHAT_ADDRESS`."""

import json
import sys

import django

if __name__ == "__main__":
    django.setup()
    from tools.torture import crowd

    print(json.dumps(crowd.make(int(sys.argv[1]), sys.argv[2])))
