"""Who is sent which picture every week."""

from sqlalchemy import Table, UniqueConstraint

from storage.tables.columns import instant, metadata, number, refers, text

subscriptions = Table(
    "subscriptions",
    metadata,
    number(),
    refers("person", "people"),
    text("indicator"),
    instant("since"),
    # All five go by an empty key: a database takes two rows without any for different ones.
    UniqueConstraint("person", "indicator"),
)
