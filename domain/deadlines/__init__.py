"""Deadlines: until when a report is due, on working days, and what is asked to set one."""
