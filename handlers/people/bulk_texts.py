"""What an admin reads when inviting all OPD at once, and what the OPD are forwarded."""

from collections.abc import Sequence
from datetime import datetime

from domain.units.opd import Opd
from handlers.words import words

TITLE = "Undang operator sekaligus"
_ALL_SPOKEN_FOR = "Setiap OPD sudah punya operator."
_HOW = (
    "Semua tautan tampil sekali dalam satu pesan yang bisa diteruskan: "
    "satu tautan untuk satu orang, berlaku 7 hari."
)


def uninvited(new: Sequence[Opd], invited: Sequence[Opd], known: int, note: str) -> str:
    """Return who has no operator yet, those whose invitation nobody has opened apart."""
    if not new and not invited:
        return words.paragraphs(words.escape(note), words.bold(TITLE), _ALL_SPOKEN_FOR)
    return words.paragraphs(
        words.escape(note),
        words.lines(words.bold(TITLE), f"{len(new) + len(invited)} dari {known} OPD belum punya operator."),
        _named("Belum diundang", new),
        _named("Sudah diundang, tautannya belum dibuka", invited),
        _HOW,
        "<b>Undang ulang</b> mengganti tautan lama yang belum dibuka." if invited else "",
    )


def _named(what: str, opds: Sequence[Opd]) -> str:
    names = ", ".join(opd.short_name for opd in opds)
    return f"{words.bold(f'{what} ({len(opds)}):')} {words.escape(names)}" if opds else ""


def changed(by: str, *, mine: bool) -> str:
    """Return why nothing was made: `by` has just invited, or nobody is left to invite."""
    if mine:
        return "Undangannya sudah dibuat; tautannya ada di pesan yang baru saja dikirim."
    if by:
        return f"{by} baru saja mengundang OPD ini. Belum ada yang dibuat lagi; ini daftar terbarunya."
    return "Daftarnya berubah, jadi belum ada yang dibuat."


def invited(made: int, promised: int) -> str:
    left_out = promised - made
    return words.paragraphs(
        words.bold(f"{made} undangan dibuat"),
        f"{left_out} OPD dilewati: sementara itu sudah punya operator." if left_out > 0 else "",
        "Tautannya ada di pesan di bawah dan hanya tampil sekali: teruskan ke grup, atau ke tiap OPD.",
        "Bapak/Ibu diberi tahu setiap kali satu tautan dipakai.",
    )


def links(found: Sequence[tuple[str, str]], until: datetime, region: str) -> list[str]:
    """Return the messages to be forwarded, as few as Telegram allows: a short name and a link each.

    `region` is what is governed.
    """
    head = words.paragraphs(
        words.bold(f"Undangan operator laporan IKU {region}"),
        "Mohon Bapak/Ibu hanya membuka tautan OPD sendiri. "
        f"Satu tautan untuk satu orang, berlaku sampai {words.moment(until)}.",
    )
    messages = [head]
    for name, link in found:
        said = words.lines(words.bold(name), words.escape(link))
        longer = words.paragraphs(messages[-1], said)
        if len(longer) > words.LONGEST_MESSAGE:
            messages.append(words.paragraphs(head, said))
        else:
            messages[-1] = longer
    return messages
