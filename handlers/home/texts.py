"""What is said at home."""

from domain.people.person import Person
from handlers.words import words


def home(person: Person, note: str) -> str:
    return words.paragraphs(note, f"Bapak/Ibu {words.bold(person.name)}, silakan pilih:")
