"""The morning message: what was told already, and what is news."""
