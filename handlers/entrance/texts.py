"""What is said at the door: to strangers, to whoever is let in, and to whoever looks for the way."""

from collections.abc import Iterable, Mapping

from domain.people.person import Person, Role
from handlers.words import words
from handlers.words.people import role

UNKNOWN_COMMAND = "Perintah itu tidak ada. Ketik /bantuan untuk melihat yang tersedia."
MOST_ROLES = 5
"""Roles that a greeting names; somebody may report for any number of OPD."""


def welcome(person: Person, opd_names: Mapping[str, str]) -> str:
    roles = [
        role(grant, opd_names) for grant in sorted(person.grants, key=lambda grant: (grant.role, grant.unit))
    ]
    return words.paragraphs(
        f"Selamat datang, Bapak/Ibu {words.bold(person.name)}.",
        words.lines(
            "Anda terdaftar sebagai:",
            *(f"• {words.escape(text)}" for text in roles[:MOST_ROLES]),
            f"dan {len(roles) - MOST_ROLES} peran lain" if len(roles) > MOST_ROLES else "",
        ),
    )


def help_text(person: Person, commands: Iterable[tuple[str, str]]) -> str:
    listed = "\n".join(f"/{name} – {words.escape(description)}" for name, description in commands)
    reporting = (
        "Saat mengisi laporan: tekan tombol atau ketik jawabannya. ‹ Kembali untuk mundur, "
        "/batal untuk berhenti. Jawaban tersimpan walau HP mati."
        if Role.OPERATOR in person.roles
        else ""
    )
    return words.paragraphs(
        words.bold("Bantuan"),
        listed,
        reporting,
        "Ada kendala? Hubungi Bagian Organisasi, Sekretariat Daerah.",
    )
