"""Measurements; each is a module to run and says how."""
