"""Unexpected errors: counted, and told once a day."""
