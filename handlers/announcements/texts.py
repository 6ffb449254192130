"""What an admin reads about an announcement: whom it is for, how far it has come, whom it did not reach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import TypeAlias

from domain.announcements.audience import named, years_of
from domain.announcements.form import AGAIN, COMPLETE
from domain.indicators import by_key
from domain.people.person import Person, Role, SubBagian, Unreachable
from handlers.telegram.paging import Page
from handlers.words import words
from handlers.words.people import SHORT_NAMES, WHY_UNREACHABLE, person_name
from storage.ports import Announcement, NoticeState, Tally

TITLE, HISTORY = "Pengumuman", "Riwayat pengumuman"
EXACTLY_SO = "Pesan di atas persis seperti yang akan diterima."
TYPED_AT_END = "⚠️ Pengumuman ini belum dikirim. Tekan Ubah isi untuk menggantinya, atau tombol Kirim."
CONTENT_IS_THERE = "⚠️ Isinya sudah ada. Untuk menggantinya, tekan ‹ Kembali."
WHAT_FOLLOWS = {COMPLETE: "Sudah lengkap", AGAIN: "Tulis ulang"}
"""The ways on from a text that may have been the first part of a longer one."""
ONE_FILE = "⚠️ Satu pengumuman, satu berkas. Mohon kirim satu foto atau berkas saja, bukan album."
AUDIENCE_CHANGED = "⚠️ Penerimanya baru saja berubah, jadi belum ada yang dikirim. Mohon periksa lagi."
NOTHING_YET = "Belum ada pengumuman."
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


_ARRIVED = (NoticeState.SENT, NoticeState.RECALLED)
MISSED = (NoticeState.BLOCKED, NoticeState.FAILED)
"""The states of those who did not get it although it was for them and was not stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an announcement has come: what became of its lines, and of those of its recall."""

    announcement: Announcement
    sent: Mapping[NoticeState, Tally]
    taken_back: Mapping[NoticeState, Tally]

    def count(self, *states: NoticeState) -> int:
        """Return how many people's lines are in these states."""
        return sum(self.sent[state].lines for state in states if state in self.sent)

    @property
    def total(self) -> int:
        return self.count(*NoticeState)

    @property
    def waiting(self) -> int:
        return self.count(NoticeState.WAITING)

    @property
    def arrived(self) -> int:
        """How many got it, whether or not it was taken back since."""
        return self.count(*_ARRIVED)

    @property
    def missed(self) -> int:
        return self.count(*MISSED)

    @property
    def being_taken_back(self) -> int:
        waiting = self.taken_back.get(NoticeState.WAITING)
        return waiting.lines if waiting is not None else 0

    @property
    def is_over(self) -> bool:
        return not self.waiting and not self.being_taken_back

    @property
    def can_be_recalled(self) -> bool:
        return self.is_over and self.count(NoticeState.SENT) > 0 and self.announcement.recalled_at is None

    @property
    def settled_at(self) -> datetime | None:
        """When the last message went out or failed; None if none did."""
        ended = (tally.settled_at for state, tally in self.sent.items() if state in _ARRIVED + MISSED)
        return max((at for at in ended if at is not None), default=None)

    @property
    def perhaps_twice(self) -> int:
        return self._in_doubt(*_ARRIVED)

    @property
    def perhaps_after_all(self) -> int:
        """How many may have got it although it was stopped, or failed, when it was tried again."""
        return self._in_doubt(NoticeState.STOPPED, *MISSED)

    def _in_doubt(self, *states: NoticeState) -> int:
        return sum(self.sent[state].in_doubt for state in states if state in self.sent)


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


def confirm(key: str, people: Sequence[Person]) -> str:
    """Return the last question before an announcement goes out, which stands below its preview."""
    away = sum(person.unreachable is not None for person in people)
    return words.paragraphs(
        words.bold(TITLE),
        EXACTLY_SO if people else "",
        words.lines(
            f"Untuk: {words.escape(for_whom(key))}",
            f"Penerima: {words.bold(f'{len(people)} orang')}",
            f"{away} di antaranya saat ini tidak terjangkau." if away else "",
        ),
        "" if people else "Tidak ada yang termasuk. Tekan Ubah penerima untuk memilih yang lain.",
    )


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
    units = [f"verifikator {SHORT_NAMES[one]}" for one in person.sub_bagian]
    others = [role.value for role in (Role.PIMPINAN, Role.ADMIN) if role in person.roles]
    return ", ".join(opds + units + others) or "tanpa peran"


def progress(shown: Progress) -> str:
    """Return the card that counts: while it goes out, when it is over, and when it is taken back."""
    said = shown.announcement
    return words.paragraphs(
        words.lines(words.bold(_heading(shown)), words.short_moment(said.at)),
        words.lines(quoted(said), f"Untuk: {words.escape(for_whom(said.audience))}"),
        _recalled(shown) if said.recalled_at is not None else _sent(shown),
        _doubts(shown) if shown.is_over else "",
    )


def quoted(said: Announcement) -> str:
    """Return the beginning of an announcement, or the name of its file."""
    if said.text:
        return words.quote(said.text)
    return words.quote(said.file_name) if said.file_name else "Foto"


def _heading(shown: Progress) -> str:
    said = shown.announcement
    if said.recalled_at is not None:
        return "Pengumuman sudah ditarik kembali" if shown.is_over else "Pengumuman sedang ditarik kembali"
    if said.stopped_at is not None:
        return "Pengumuman dihentikan"
    return "Pengumuman selesai dikirim" if shown.is_over else "Pengumuman sedang dikirim"


def _sent(shown: Progress) -> str:
    said = shown.announcement
    unsent = shown.count(NoticeState.STOPPED)
    running = not shown.is_over and said.stopped_at is None
    return words.lines(
        words.bar(Fraction(shown.total - shown.waiting, shown.total)) if running and shown.total else "",
        f"Terkirim: {words.bold(f'{shown.arrived} dari {shown.total}')}",
        f"Tidak terjangkau: {shown.count(NoticeState.BLOCKED)}",
        f"Gagal: {shown.count(NoticeState.FAILED)}",
        _left(shown),
        f"Tidak dikirimi: {unsent}" if unsent else "",
        _lasted(shown),
    )


def _lasted(shown: Progress) -> str:
    if not shown.is_over or shown.settled_at is None:
        return ""
    return f"Lamanya: {_duration(shown.settled_at - shown.announcement.at)}"


def _left(shown: Progress) -> str:
    """Return how many are still to come; once it was stopped, only those that nobody can hold back."""
    if shown.is_over:
        return ""
    stopped = shown.announcement.stopped_at is not None
    return f"{'Masih dalam perjalanan' if stopped else 'Tersisa'}: {shown.waiting}"


def _recalled(shown: Progress) -> str:
    done, waiting = shown.count(NoticeState.RECALLED), shown.being_taken_back
    stays = shown.arrived - done - waiting
    return words.lines(
        f"Ditarik: {words.bold(f'{done} dari {shown.arrived}')}",
        f"Tersisa: {waiting}" if waiting else "",
        f"Tidak bisa ditarik: {stays}" if stays else "",
        "Telegram hanya mengizinkannya dalam 48 jam." if stays and not waiting else "",
    )


def _doubts(shown: Progress) -> str:
    """Return how many may have got more than is counted: something was cut off over their message."""
    twice, after_all = shown.perhaps_twice, shown.perhaps_after_all
    recalled = shown.announcement.recalled_at is not None
    return words.lines(
        f"{twice} orang mungkin menerima dua kali: koneksi terputus saat dikirim." if twice else "",
        f"{after_all} orang mungkin sudah menerimanya: koneksi terputus saat dikirim." if after_all else "",
        "Salinannya tidak ikut ditarik." if recalled and (twice or after_all) else "",
    )


def _duration(passed: timedelta) -> str:
    """Return 41 detik, 3 menit 5 detik, 2 jam 10 menit."""
    seconds = max(1, round(passed.total_seconds()))
    hours, minutes = divmod(seconds // 60, 60)
    if hours:
        return f"{hours} jam {minutes} menit"
    return f"{minutes} menit {seconds % 60} detik" if minutes else f"{seconds} detik"


def ask_recall(shown: Progress) -> str:
    return words.paragraphs(
        words.bold("Tarik kembali pengumuman ini?"),
        quoted(shown.announcement),
        f"Pesannya dihapus dari obrolan {shown.arrived} orang, juga bila sudah dibaca. "
        "Telegram hanya mengizinkannya dalam 48 jam sejak terkirim.",
    )


def recent(listed: Sequence[Progress]) -> str:
    parts = [
        words.lines(
            f"{number}. {quoted(one.announcement)}",
            f"{words.short_moment(one.announcement.at)}, {words.escape(for_whom(one.announcement.audience))}",
            f"{one.arrived} dari {one.total} terkirim{_fate(one)}",
        )
        for number, one in enumerate(listed, start=1)
    ]
    return words.paragraphs(words.bold(HISTORY), *(parts or [NOTHING_YET]))


def _fate(one: Progress) -> str:
    if one.announcement.recalled_at is not None:
        return ", ditarik kembali"
    return ", dihentikan" if one.announcement.stopped_at is not None else ""


def unreached(page: Sequence[tuple[Person, Why]], opd_names: Mapping[str, str], count: int) -> str:
    def tell(most: int) -> str:
        lines = [f"• {_who(person, opd_names, most)}\n  {_WHY[why]}" for person, why in page]
        return words.paragraphs(words.bold(f"Tidak terjangkau ({count})"), "\n".join(lines))

    return words.fitting(tell, _OPDS)
