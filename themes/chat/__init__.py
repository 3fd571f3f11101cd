"""What a theme tells its chat (Slack, Microsoft Teams): news with nothing private in it."""
