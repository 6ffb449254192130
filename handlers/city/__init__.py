"""The city as it is stored, read once for any room: figures, evaluations, debts, working days, open years."""
