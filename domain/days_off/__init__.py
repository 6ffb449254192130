"""The days off of a year: what calendars say, and what the city says of it."""
