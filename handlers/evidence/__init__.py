"""Files that people send: noted at once, fetched by a tick, looked at, and told about."""
