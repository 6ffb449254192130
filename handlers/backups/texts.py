"""All that `/cadangan` says, and what admins are told of backups unasked."""

from collections.abc import Sequence
from datetime import datetime

from domain.backups.keeping import DAILY, MONTHLY, NIGHTLY, WEEKLY
from domain.language.dates import WIB
from handlers.words import words
from storage.ports import Backup

TITLE = "Cadangan data"
NO_PLACE = (
    "Belum ada tempat untuk cadangan, jadi belum ada yang dibuat.\n"
    "Isi <code>BACKUP_DIR</code> di server, lalu jalankan bot kembali (panduan, bagian Cadangan)."
)
NONE_YET = "Belum ada cadangan."
UNDER_WAY = "Sedang dibuat dan diperiksa. Hasilnya dikabarkan di sini."
KEPT = (
    f"Dibuat sendiri setiap malam pukul {NIGHTLY:%H.%M} WIB."
    f" Disimpan {DAILY} harian, {WEEKLY} mingguan, {MONTHLY} bulanan."
)
NOT_SENT = "Berkas tidak dikirim lewat Telegram karena tidak dienkripsi (BACKUP_RECIPIENT)."
SENDING = "Berkas cadangan segera dikirim di bawah."
NOT_THERE = "Cadangan itu sudah tidak disimpan."
_LONGEST_REASON = 300


def overview(backups: Sequence[Backup], now: datetime, why: str, *, is_under_way: bool, shown: int) -> str:
    """Return the screen; `why` is why the last try failed, `shown` how many are named."""
    if not backups:
        return words.paragraphs(
            words.bold(TITLE), failed_because(why) or NONE_YET, _state(is_under_way), KEPT
        )
    newest, older = backups[0], backups[1:shown]
    return words.paragraphs(
        words.bold(TITLE),
        failed_because(why),
        words.lines(
            f"Terakhir {words.bold(_when(newest, now))}, {words.ago(newest.made_at, now)}",
            *_told(newest),
        ),
        words.lines("Sebelumnya:", *(f"{_when(one, now)} · {_size(one)}" for one in older)) if older else "",
        _state(is_under_way),
        words.lines(KEPT, "" if newest.is_sealed else NOT_SENT),
    )


def made(one: Backup, now: datetime) -> str:
    """Return what whoever asked for one is told."""
    return words.paragraphs(f"{words.bold('Cadangan selesai')} · {_when(one, now)}", words.lines(*_told(one)))


def not_made(why: str) -> str:
    """Return the same where there is none."""
    return words.paragraphs(words.bold("Cadangan gagal dibuat"), failed_because(why))


def trouble(newest: Backup | None, now: datetime, why: str) -> str:
    """Return what admins are told once a day while there is no new backup."""
    last = (
        f"Cadangan terakhir {words.bold(_when(newest, now))}, {words.ago(newest.made_at, now)}."
        if newest is not None
        else "Belum pernah ada cadangan."
    )
    return words.paragraphs(words.bold("Cadangan malam ini tidak ada"), last, failed_because(why))


def failed_because(why: str) -> str:
    """Return why the last try failed, as the server says it; "" if it did not."""
    if not why:
        return ""
    short = why if len(why) <= _LONGEST_REASON else f"{why[: _LONGEST_REASON - 1]}…"
    return f"Percobaan terakhir gagal:\n<code>{words.escape(short)}</code>"


def caption(one: Backup, now: datetime) -> str:
    """Return what stands below the file."""
    return words.lines(
        f"Cadangan {_when(one, now)}, terenkripsi.",
        "Isinya basis data; bukti dukung tetap di server.",
    )


def too_big(one: Backup, now: datetime) -> str:
    return words.lines(
        f"Cadangan {_when(one, now)} terlalu besar untuk Telegram ({words.size(one.archive_size)}).",
        f"Ambil di server: <code>{words.escape(one.name)}</code>",
    )


def _state(is_under_way: bool) -> str:
    return UNDER_WAY if is_under_way else ""


def _told(one: Backup) -> tuple[str, ...]:
    return (
        f"✅ Sudah dipulihkan di tempat sementara dan diperiksa pukul {words.clock(one.proved_at)}",
        f"Basis data {words.size(one.archive_size)}, {_files(one)}, {one.audit_entries} catatan jejak audit",
        f"⚠️ {one.missing} berkas bukti tidak ada di server" if one.missing else "",
        f"⚠️ Jejak audit tidak utuh mulai catatan {one.audit_broken}" if one.audit_broken else "",
    )


def _files(one: Backup) -> str:
    return (
        f"{one.files} berkas bukti ({words.size(one.evidence_size)})" if one.files else "tanpa berkas bukti"
    )


def _size(one: Backup) -> str:
    return f"{words.size(one.archive_size)} · {one.files} berkas"


def _when(one: Backup, now: datetime) -> str:
    """Selasa 1 Des pukul 02.30."""
    day = one.made_at.astimezone(WIB).date()
    return f"{words.short_weekday(day, now.astimezone(WIB).year)} pukul {words.clock(one.made_at)}"
