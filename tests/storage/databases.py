"""Databases for the tests: an SQLite file, or a schema of its own in the PostgreSQL at TEST_DATABASE_URL."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import make_url, text

from storage.database import engine_for

POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "")

DIALECTS = (
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgres),
)


@asynccontextmanager
async def empty_database(dialect: str, folder: Path) -> AsyncIterator[str]:
    """Give the URL of a database in which there is nothing yet, or skip the test if there can be none."""
    if dialect == "sqlite":
        yield f"sqlite:///{folder}/bot.db"
        return
    if not POSTGRESQL:
        pytest.skip("TEST_DATABASE_URL is not set: nothing of PostgreSQL is tested")
    schema = f"test_{uuid4().hex}"
    await run(POSTGRESQL, f"CREATE SCHEMA {schema}")
    try:
        own = make_url(POSTGRESQL).update_query_dict({"search_path": schema})
        yield own.render_as_string(hide_password=False)
    finally:
        await run(POSTGRESQL, f"DROP SCHEMA {schema} CASCADE")


async def run(url: str, statement: str) -> list[tuple[object, ...]]:
    """Run one statement past all our own code, and return its rows if it has any."""
    engine = engine_for(url)
    try:
        async with engine.begin() as connection:
            result = await connection.execute(text(statement))
            return [tuple(row) for row in result] if result.returns_rows else []
    finally:
        await engine.dispose()
