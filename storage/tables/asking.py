"""What is asked about a return, and what is answered."""

from sqlalchemy import Index, Table

from storage.tables.columns import instant, metadata, number, refers, text

return_messages = Table(
    "return_messages",
    metadata,
    number(),
    refers("decision", "report_events"),
    text("way"),
    text("text"),
    refers("by_person", "people"),
    instant("at"),
)
Index(None, return_messages.c.decision, return_messages.c.way, unique=True)
