"""Django's PostgreSQL backend (`base`), which does not wait for ever (`patience` says how long)."""
