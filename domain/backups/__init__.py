"""When a copy of everything is made, and how long it is kept."""
