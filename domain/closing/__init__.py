"""The turn of the year: what is official once a year is closed, and what the next one begins with."""
