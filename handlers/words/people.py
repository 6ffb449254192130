"""Getting in, and what each person may do here."""

from collections.abc import Iterable, Mapping

from domain.language.dates import day_of
from domain.people.person import Grant, Person, Role, SubBagian, Unreachable
from handlers.words import words

STRANGER = (
    "Selamat datang. Bot ini khusus untuk perangkat daerah Kota Probolinggo. "
    "Mintalah tautan undangan kepada Bagian Organisasi, lalu buka tautan itu dari Telegram."
)
INVITATION_USED = (
    "Undangan ini sudah dipakai; satu undangan hanya untuk satu orang. "
    "Mintalah undangan baru kepada Bagian Organisasi."
)
INVITATION_EXPIRED = "Undangan ini sudah kedaluwarsa. Mintalah undangan baru kepada Bagian Organisasi."
INVITATION_UNKNOWN = (
    "Undangan ini tidak dikenali; mungkin tautannya terpotong. "
    "Buka lagi tautan aslinya, atau mintalah undangan baru kepada Bagian Organisasi."
)
NOT_FOR_YOU = "Perintah ini bukan untuk peran Anda. Ketik /bantuan untuk melihat yang tersedia."
UNKNOWN_COMMAND = "Perintah itu tidak ada. Ketik /bantuan untuk melihat yang tersedia."
NOTHING_ASKED_OPERATOR = (
    "Saat ini tidak ada pertanyaan yang menunggu jawaban. Ketik /lapor untuk melapor, atau /bantuan."
)
NOTHING_ASKED = (
    "Saat ini tidak ada pertanyaan yang menunggu jawaban. Ketik /iku untuk melihat angka, atau /bantuan."
)
MOST_ROLES = 15
"""Roles that a greeting names; somebody may report for any number of OPD."""
WHY_UNREACHABLE: Mapping[str, str] = {
    Unreachable.BLOCKED: "memblokir bot",
    Unreachable.DEACTIVATED: "akun Telegram tidak aktif",
    Unreachable.NEVER_STARTED: "belum pernah memulai bot",
}


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
        _first_step(person.roles),
    )


def _first_step(roles: frozenset[Role]) -> str:
    if Role.OPERATOR in roles:
        return "Melapor cukup beberapa menit. Anda boleh berhenti kapan saja; jawaban tersimpan."
    return "Ketik /iku untuk melihat kelima indikator hari ini."


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
