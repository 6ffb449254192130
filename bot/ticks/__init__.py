"""Ticks: which runs when, by a clock that nobody can set."""
