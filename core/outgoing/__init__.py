"""The one way out: every HTTP call to another host goes through `core.outgoing.client.call`."""
