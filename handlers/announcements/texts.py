"""What an admin reads about an announcement: what it may be, whom it is for, and whom it did not reach."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from domain.announcements.audience import named, years_of
from domain.announcements.form import EXACTLY_SO
from domain.indicators import Indicator, by_key
from domain.keys import IndicatorKey
from domain.people.person import Person, Role, SubBagian, Unreachable
from handlers.telegram.paging import Page
from handlers.words import words
from handlers.words.people import WHY_UNREACHABLE, person_name

TITLE = "Pengumuman"
TYPED_AT_END = "⚠️ Pengumuman ini belum dikirim. Tekan Ubah isi untuk menggantinya, atau tombol Kirim."
CONTENT_IS_THERE = "⚠️ Isinya sudah ada. Untuk menggantinya, tekan ‹ Kembali."
ONE_FILE = "⚠️ Satu pengumuman, satu berkas. Mohon kirim satu foto atau berkas saja, bukan album."
AUDIENCE_CHANGED = "⚠️ Penerimanya baru saja berubah, jadi belum ada yang dikirim. Mohon periksa lagi."
_ROLES = {
    Role.OPERATOR: "semua operator",
    Role.VERIFIKATOR: "semua verifikator",
    Role.PIMPINAN: "semua pimpinan",
    Role.ADMIN: "semua admin",
}
_OPDS = (60, 8, 3, 1)
"""How many OPD of one person are named: fewer where the message would be too long."""
NO_ROLE, FAILED = "role", "failed"
Why: TypeAlias = Unreachable | str
_WHY: Mapping[Why, str] = {
    **WHY_UNREACHABLE,
    NO_ROLE: "perannya sudah berakhir",
    FAILED: "gagal dikirim",
}


def wrong_kind(name: str) -> str:
    what = words.quote(name) if name else "Berkas itu"
    return f"⚠️ {what} bukan jenis yang diterima. Kirim satu foto, PDF, DOCX atau XLSX."


def for_whom(key: str) -> str:
    """Return an audience in words (not escaped). Raises ValueError for what is no audience."""
    about = named(key)
    if about is None:
        return "semua pengguna"
    if isinstance(about, Role):
        return _ROLES[about]
    if isinstance(about, SubBagian):
        return f"operator yang melapor ke {about.full_name}"
    # What was announced before audiences named their years has none.
    years = " atau ".join(str(year) for year in years_of(key))
    return f"operator OPD yang belum lapor {by_key(about).title} {years}".rstrip()


def report_label(about: Indicator, opd: str = "") -> str:
    """Return what the key is called that leads to the report: "Lapor SAKIP", or whose it is."""
    return f"Lapor {about.title}{f' · {opd}' if opd else ''}"


def confirm(key: str, people: Sequence[Person]) -> str:
    """Return the last question before an announcement goes out, which stands below its preview."""
    away = sum(person.unreachable is not None for person in people)
    return words.paragraphs(
        words.bold(TITLE),
        _as_shown(key) if people else "",
        words.lines(
            f"Untuk: {words.escape(for_whom(key))}",
            f"Penerima: {words.bold(f'{len(people)} orang')}",
            f"{away} di antaranya saat ini tidak terjangkau." if away else "",
        ),
        "" if people else "Tidak ada yang termasuk. Tekan Ubah penerima untuk memilih yang lain.",
    )


def _as_shown(key: str) -> str:
    about = named(key)
    if not isinstance(about, IndicatorKey):
        return EXACTLY_SO
    return f"{EXACTLY_SO.removesuffix('.')}, dengan tombol {report_label(by_key(about))} di bawahnya."


def recipients(page: Page[Person], opd_names: Mapping[str, str]) -> str:
    def tell(most: int) -> str:
        lines = [
            f"• {_who(person, opd_names, most)}{' – <i>tidak terjangkau</i>' if person.unreachable else ''}"
            for person in page.items
        ]
        return words.paragraphs(words.bold(f"Penerima ({page.total})"), "\n".join(lines))

    return words.fitting(tell, _OPDS)


def _who(person: Person, opd_names: Mapping[str, str], most: int) -> str:
    return f"<b>{person_name(person)}</b>, {words.escape(_place(person, opd_names, most))}"


def _place(person: Person, opd_names: Mapping[str, str], most: int) -> str:
    """Return what somebody is to the bot, in few words: the OPD, the Sub Bagian, pimpinan or admin."""
    told = [opd_names.get(code, code) for code in person.opds[:most]]
    opds = list(filter(None, [*told, words.more(len(person.opds) - most)]))
    units = [f"verifikator {one.short_name}" for one in person.sub_bagian]
    others = [role.value for role in (Role.PIMPINAN, Role.ADMIN) if role in person.roles]
    return ", ".join(opds + units + others) or "tanpa peran"


def unreached(page: Sequence[tuple[Person, Why]], opd_names: Mapping[str, str], count: int) -> str:
    def tell(most: int) -> str:
        lines = [f"• {_who(person, opd_names, most)}\n  {_WHY[why]}" for person, why in page]
        return words.paragraphs(words.bold(f"Tidak terjangkau ({count})"), "\n".join(lines))

    return words.fitting(tell, _OPDS)
