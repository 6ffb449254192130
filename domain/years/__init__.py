"""What holds in one year, how it begins, and how it is closed."""
