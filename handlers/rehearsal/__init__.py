"""`/gladi`: a dry run of the reminders."""
