"""Everything that is kept: the ports that the handlers see, and their implementation on SQLAlchemy."""
