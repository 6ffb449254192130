"""Files that people send: noted at once, fetched by a tick, looked at, told about, and shown to others."""
