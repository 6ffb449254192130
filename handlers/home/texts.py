"""What is said at home."""

from collections.abc import Sequence

from domain.people.person import Person
from handlers.words import words
from handlers.words.people import person_name

ALL = "Semua yang bisa Bapak/Ibu lakukan di sini. Boleh juga diketik, misalnya /menu."
NOTHING_WAITS = "Tidak ada yang menunggu Anda."


def home(person: Person, note: str, parts: Sequence[str], updated: str = "") -> str:
    """Return the greeting in one line, unless something else was said already, and what the rooms say.

    `updated` says when it changed by itself.
    """
    greeting = f"Bapak/Ibu <b>{person_name(person)}</b>{f' · {updated}' if updated else ''}"
    return words.paragraphs(note or greeting, *(parts or [NOTHING_WAITS]))
