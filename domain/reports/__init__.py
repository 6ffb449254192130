"""What happened to a report, in order, and where it stands."""
