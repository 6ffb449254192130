"""The ports on a database: one file an area, over its tables."""
