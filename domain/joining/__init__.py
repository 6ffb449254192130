"""Strangers who ask to be let in: how often, how many at once, and what they may say."""
