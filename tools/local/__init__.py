"""Starts the product with its own PostgreSQL and Valkey: for the demo, development and tests."""
