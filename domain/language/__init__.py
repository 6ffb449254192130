"""What people write, read kindly: words, numbers, dates."""
