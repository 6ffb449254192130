"""How long what grows is kept: values of the settings, for whoever lets go of it (`bot/growth.py`)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """How long each is kept, in days."""

    updates: int = 3
    """Telegram itself delivers nothing older than a day again."""
    notices: int = 400
    drafts: int = 400
    troubles: int = 400
