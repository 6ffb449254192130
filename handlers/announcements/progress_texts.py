"""How far an announcement has come: counted, in words, and among the last ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from handlers.announcements.texts import for_whom
from handlers.words import words
from storage.ports import Announcement, NoticeState, Tally

HISTORY, NOTHING_YET = "Riwayat pengumuman", "Belum ada pengumuman."
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
