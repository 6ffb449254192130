"""The units of the city government (OPD): in force from when to when, their list, and what changes them."""
