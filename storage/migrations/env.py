"""Run by Alembic for `storage.migrate`, which hands over a connection with a transaction open on it.

There is no alembic.ini and no logging set up here: the process decides what is logged.
"""

from alembic import context

from storage import tables
from storage.tables.columns import as_on_postgresql

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=as_on_postgresql(tables.metadata),
    # SQLite cannot alter most of a table; Alembic then copies it to a new one.
    render_as_batch=True,
)
context.run_migrations()
