"""OpenID Connect: what a provider says of itself, the sign-in there, and the tokens it gives."""
