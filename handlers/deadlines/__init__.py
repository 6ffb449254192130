"""`/tenggat`: until when a report is due, for all and for one OPD."""
