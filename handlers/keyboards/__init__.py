"""Inline keyboards from domain values: what can be pressed on each screen, one file a family."""
