"""People in words: their roles, and why nothing reaches them."""

from collections.abc import Mapping

from domain.language.dates import day_of
from domain.people.person import Grant, Person, Role, SubBagian, Unreachable
from handlers.words import words

NO_OPERATOR = "belum ada operator"
WHY_UNREACHABLE: Mapping[str, str] = {
    Unreachable.BLOCKED: "memblokir bot",
    Unreachable.DEACTIVATED: "akun Telegram tidak aktif",
    Unreachable.NEVER_STARTED: "belum pernah memulai bot",
}


LONGEST_PERSON = 40
"""Characters of a person's name in a list."""


def person_name(person: Person) -> str:
    return words.escape(words.cut(person.name, LONGEST_PERSON))


def sender(person: Person) -> str:
    """Return who writes to somebody, with their unit (not escaped): "Dewi, Sub Bagian Kelembagaan …"."""
    units = [one.full_name for one in person.sub_bagian]
    return f"{person.name}, {units[0] if len(units) == 1 else 'Bagian Organisasi'}"


def unreachable(person: Person) -> str:
    """Return that and why nothing reaches somebody, and since when; "" for all others."""
    why = unreachable_since(person)
    return f"Tidak terjangkau: {why}" if why else ""


def unreachable_since(person: Person, this_year: int | None = None) -> str:
    """Return why nothing reaches somebody, and since when, without the year if it is this; "" for others."""
    if person.unreachable is None:
        return ""
    why, since = WHY_UNREACHABLE[person.unreachable], person.unreachable_since
    # "Never" has no beginning; what is known is only when the bot noticed.
    if since is None or person.unreachable is Unreachable.NEVER_STARTED:
        return why
    return f"{why} sejak {words.short_day(day_of(since)).removesuffix(f' {this_year}')}"


def role(grant: Grant, opd_names: Mapping[str, str]) -> str:
    """Return the role in words, with its unit (not escaped)."""
    if grant.role is Role.OPERATOR:
        return f"operator {opd_names.get(grant.unit, grant.unit)}"
    if grant.role is Role.VERIFIKATOR:
        return f"verifikator {SubBagian(grant.unit).full_name}"
    return "pimpinan Bagian Organisasi" if grant.role is Role.PIMPINAN else "admin bot"
