"""The days off of a year, below `/tenggat`."""
