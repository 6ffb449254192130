"""`/umumkan`: write it, choose for whom, see it as they will, send it, take it back."""
