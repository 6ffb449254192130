"""Files that people send: what foreign bytes turn out to be, their names, and the tables in them."""
