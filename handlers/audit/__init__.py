"""`/audit`: who changed what, what was set aside, and the watches that note it."""
