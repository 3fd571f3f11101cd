"""The one way out: every HTTP call to another host goes through `orgs.outgoing.client.call`."""
