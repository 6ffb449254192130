"""What an admin reads about the people who use the bot, and what these are told about their roles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from domain.people.person import Grant, Person, Role, SubBagian
from domain.people.roster import Seat
from handlers.words import words
from handlers.words.people import LONGEST_PERSON, role, unreachable

TITLE = "Pengguna"
SEARCH_TITLE, SEARCH_ASK = "Cari pengguna", "Nama orang atau OPD yang dicari?"
_ROLES = (60, 15)
"""How many roles a card names: fewer where it would be too long."""
_NOBODY = {Role.OPERATOR: "belum ada operator", Role.VERIFIKATOR: "belum ada verifikator"}
_FROM_SETTINGS = (
    "Orang ini disebut sebagai admin di pengaturan bot. Bila perannya diakhiri, peran itu kembali pada "
    "pesan berikutnya; hapus dahulu namanya dari pengaturan."
)


@dataclass(frozen=True, slots=True)
class Held:
    """A role that somebody has. `since` and `by` are empty where the trail does not tell."""

    grant: Grant
    since: datetime | None = None
    by: str = ""


def roster(seats: Sequence[Seat], opd_names: Mapping[str, str], everybody: int) -> str:
    parts = [
        words.lines(
            words.bold(_place(grant, opd_names)),
            *(f"• {words.escape(_who(seat))}" for seat in together),
        )
        for grant, together in groupby(seats, key=lambda seat: seat.grant)
    ]
    return words.paragraphs(words.bold(f"{TITLE} ({everybody})"), *parts)


def found(seats: Sequence[Seat], opd_names: Mapping[str, str], wanted: str, count: int) -> str:
    if not count:
        return f"Tidak ada pengguna yang cocok dengan {words.quote(wanted)}. Coba sebagian namanya saja."
    return words.paragraphs(f"Cocok dengan {words.quote(wanted)}:", roster(seats, opd_names, count))


def _place(grant: Grant | None, opd_names: Mapping[str, str]) -> str:
    if grant is None:
        return "Tanpa peran"
    if grant.role is Role.OPERATOR:
        return opd_names.get(grant.unit, grant.unit)
    if grant.role is Role.VERIFIKATOR:
        return SubBagian(grant.unit).full_name
    return "Admin" if grant.role is Role.ADMIN else "Pimpinan"


def _who(seat: Seat) -> str:
    if seat.person is not None:
        # Why, and since when, stands on the person's card.
        return f"{seat.person.name} – tidak terjangkau" if seat.person.unreachable else seat.person.name
    return _NOBODY.get(seat.grant.role, "") if seat.grant is not None else ""


def person(shown: Person, held: Sequence[Held], opd_names: Mapping[str, str], *, from_settings: bool) -> str:
    """Return a person's card: every role with since when and by whom it was given, as many as fit."""
    return words.fitting(
        lambda most: _person(shown, held, opd_names, most, from_settings=from_settings), _ROLES
    )


def _person(
    shown: Person, held: Sequence[Held], opd_names: Mapping[str, str], most: int, *, from_settings: bool
) -> str:
    lines = [
        words.lines(f"• {words.escape(role(one.grant, opd_names))}", words.escape(_origin(one)))
        for one in held[:most]
    ]
    return words.paragraphs(
        words.lines(words.bold(shown.name), words.escape(unreachable(shown))),
        "\n".join(lines) or "Tidak punya peran; bot tidak melayaninya.",
        f"dan {len(held) - most} peran lain" if len(held) > most else "",
        _FROM_SETTINGS if from_settings and Grant(Role.ADMIN) in shown.grants else "",
    )


def _origin(held: Held) -> str:
    if held.since is None:
        return ""
    by = f", oleh {held.by}" if held.by else ", dari pengaturan atau baris perintah"
    return f"  sejak {words.short_moment(held.since)}{by}"


def pick_role(who: str) -> str:
    return words.paragraphs(words.bold(who), "Pilih peran yang ditambahkan.")


def ask_end(shown: Person, grant: Grant, opd_names: Mapping[str, str]) -> str:
    said = words.escape(role(grant, opd_names))
    return words.paragraphs(
        f"Akhiri peran {words.bold(shown.name)} sebagai {said}?",
        "Berlaku seketika: tombol dan perintah lama ikut tidak berlaku. Laporan yang sudah dikirim dan draf "
        "OPD tetap ada.",
    )


def told_given(grant: Grant, opd_names: Mapping[str, str]) -> str:
    """Return what the person is told who got another role."""
    said = words.bold(role(grant, opd_names))
    return words.lines(f"Peran baru: {said}", "Ketik /bantuan untuk melihat yang tersedia.")


def news(name: str, grant: Grant, by: str, at: datetime) -> str:
    """Return what all admins are told of a new admin or verifikator; `by` is empty for the settings."""
    giver = f"diberikan {words.escape(by)}" if by else "dari pengaturan atau baris perintah"
    return words.paragraphs(
        f"{words.bold(name)} kini {words.bold(role(grant, {}))}: {giver}, {words.short_moment(at)}.",
        "Ada yang keliru? Akhiri perannya lewat /pengguna.",
    )


def used(name: str, grant: Grant, opd_names: Mapping[str, str], at: datetime) -> str:
    """Return what an admin is told whose invitation was used: by whom, as what, and when."""
    said = words.bold(role(grant, opd_names))
    return words.paragraphs(
        f"{words.bold(words.cut(name, LONGEST_PERSON))} memakai undangan Bapak/Ibu dan kini {said}, "
        f"{words.short_moment(at)}.",
        "Bukan orang yang dimaksud? Tekan tombol di bawah, lalu akhiri perannya.",
    )


def told_ended(grant: Grant, opd_names: Mapping[str, str]) -> str:
    said = words.bold(role(grant, opd_names))
    return words.lines(f"Peran diakhiri: {said}", "Ada yang keliru? Hubungi Bagian Organisasi.")
