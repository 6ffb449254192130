"""What an admin reads about the people who use the bot, and what these are told about their roles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from domain.people.person import Grant, Person, Role, SubBagian
from domain.people.roster import Seat
from handlers.telegram.paging import Page
from handlers.words import words
from handlers.words.people import LONGEST_PERSON, person_name, role, unreachable

TITLE = "Pengguna"
SEARCH_TITLE, SEARCH_ASK = "Cari pengguna", "Nama orang atau OPD yang dicari?"
_MOST_MISSED = 10
"""OPD without an operator that the list names."""
_GONE = "Nama dan akunnya sudah dihapus."
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


def roster(seats: Sequence[Seat], opds: Mapping[str, str], everybody: int, missed: Sequence[str] = ()) -> str:
    """Return a line for each place, by the short names of `opds`; `missed` are the OPD without operator."""
    places = [
        f"{words.bold(_place(grant, opds))}: {', '.join(_who(seat) for seat in together)}"
        for grant, together in groupby(seats, key=lambda seat: seat.grant)
    ]
    return words.paragraphs(
        words.bold(f"{TITLE} ({everybody})"),
        words.lines(*places),
        _missed(missed) if missed else "",
    )


def _missed(opds: Sequence[str]) -> str:
    head = words.bold(f"Belum ada operator ({len(opds)}):")
    return f"{head} {words.escape(words.some(opds, _MOST_MISSED))}"


def found(seats: Sequence[Seat], opds: Mapping[str, str], wanted: str, count: int, unshown: int = 0) -> str:
    """Return the places that were found; `unshown` more of them stand on no other page either."""
    if not count:
        return f"Tidak ada pengguna yang cocok dengan {words.quote(wanted)}. Coba sebagian namanya saja."
    return words.paragraphs(
        f"Cocok dengan {words.quote(wanted)}:",
        roster(seats, opds, count),
        f"Ini {len(seats)} yang pertama; ketik lebih lengkap." if unshown else "",
    )


def _place(grant: Grant | None, opds: Mapping[str, str]) -> str:
    if grant is None:
        return "Tanpa peran"
    if grant.role is Role.OPERATOR:
        return opds.get(grant.unit, grant.unit)
    if grant.role is Role.VERIFIKATOR:
        return f"Verifikator {SubBagian(grant.unit).short_name}"
    return "Admin" if grant.role is Role.ADMIN else "Pimpinan"


def _who(seat: Seat) -> str:
    if seat.person is None:
        return "belum ada"
    # Why, and since when, stands on the person's card.
    return person_name(seat.person) + (" (tidak terjangkau)" if seat.person.unreachable else "")


def person(shown: Person, page: Page[Held], opd_names: Mapping[str, str], *, from_settings: bool) -> str:
    """Return a person's card: every role of the page with since when and by whom it was given."""
    lines = [
        words.lines(f"• {words.escape(role(one.grant, opd_names))}", words.escape(_origin(one)))
        for one in page.items
    ]
    return words.paragraphs(
        words.lines(
            words.bold(words.cut(shown.name, LONGEST_PERSON)),
            words.escape(unreachable(shown)),
            f"{page.total} peran" if page.count > 1 else "",
        ),
        "\n".join(lines) or (_GONE if shown.is_nameless else "Tidak punya peran; bot tidak melayaninya."),
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


def ask_forget(shown: Person) -> str:
    return words.paragraphs(
        f"Hapus nama {words.bold(words.cut(shown.name, LONGEST_PERSON))}?",
        "Nama dan akun Telegram-nya hilang dari daftar pengguna, riwayat dan jejak audit, dan tidak dapat "
        "dikembalikan. Laporan dan keputusannya tetap ada atas nama “(tanpa nama)”; jejak audit tetap dapat "
        "dibuktikan.",
        "Cadangan yang sudah dibuat memuatnya sampai cadangan itu dihapus (paling lama 12 bulan). Pesan yang "
        "sudah ada di Telegram tidak ikut terhapus.",
    )


FORGOTTEN = words.paragraphs(
    "✅ Nama sudah dihapus.",
    "Yang pernah dikerjakannya tetap tercatat atas nama “(tanpa nama)”. Bila menghubungi bot lagi, ia orang "
    "baru yang perlu diundang.",
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
