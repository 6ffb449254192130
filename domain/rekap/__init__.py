"""The Inspektorat's table of all OPD: read, matched by name, and held beside what the OPD report."""
