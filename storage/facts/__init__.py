"""What proves the rows: the audit trail holds a digest of each row that it is about (decision record 46)."""
