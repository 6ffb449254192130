"""The city as it is stored, read once for any room: figures, debts, working days, open years."""
