"""*Mutu data*: what in the reports of a year deserves a second look. It informs, and decides nothing."""
