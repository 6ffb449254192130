"""The command line's own commands, and what they print."""
