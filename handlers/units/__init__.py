"""`/opd`: the units, what a decree does to them, and their list from a file."""
