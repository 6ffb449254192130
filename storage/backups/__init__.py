"""Copies of everything that is stored: made while the bot runs, proved to restore, put back, moved.

A backup is a folder that is there whole or not at all. Its database is always an SQLite file, whichever
engine it came from, so that it can be restored on either; the evidence lies beside it under its SHA-256
(record 45).
"""
