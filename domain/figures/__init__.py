"""The figure of one indicator, and what may be asked of it."""
