"""What this installation knows of itself."""

from sqlalchemy import Column, Table, Text

from storage.tables.columns import metadata, text

installation = Table("installation", metadata, Column("name", Text, primary_key=True), text("value"))
