"""What an admin reads around the lembar undangan."""

from collections.abc import Mapping, Sequence

from domain.documents.invitations import InvitationsContent
from domain.units.opd import Opd
from handlers.papers.captions import caption
from handlers.telegram.paging import Page
from handlers.words import words
from storage.ports import Document, Invitation

SHEETS_A_PAGE = 8
TITLE = "Lembar undangan"
CHANGED = "Daftarnya berubah, jadi belum ada yang dibuat; ini yang terbaru."
_WHAT = "Satu halaman A4 untuk tiap OPD, siap cetak: kode QR, tautan, dan cara masuk. Berlaku 7 hari."
_SECRET = "Siapa memegang lembarnya bisa masuk. Serahkan langsung kepada orangnya; jangan di grup."  # noqa: S105
_ALL_SPOKEN_FOR = "Setiap OPD sudah punya operator."


def all_of(new: Sequence[Opd], invited: Sequence[Opd], note: str) -> str:
    """Return for whom pages would be printed, and what they put an end to."""
    if not new and not invited:
        return words.paragraphs(words.escape(note), words.bold(TITLE), _ALL_SPOKEN_FOR)
    ends = (
        f"{len(invited)} OPD sudah diundang dan tautannya belum dibuka. Ganti & cetak "
        "mengakhiri tautan lama itu."
    )
    return words.paragraphs(
        words.escape(note),
        words.lines(words.bold(TITLE), _WHAT),
        words.lines(f"{len(new)} OPD belum diundang." if new else "", words.escape(ends) if invited else ""),
        _SECRET,
    )


def one(opd: Opd, replaced: Invitation, maker: str, note: str) -> str:
    """Return that the page comes with a link of its own, in the place of the one that there is."""
    by = f" oleh {maker}" if maker else ""
    ends = (
        f"Lembar memakai tautan baru. Tautan yang dibuat{by} pada {words.short_moment(replaced.created_at)} "
        "berakhir."
    )
    return words.paragraphs(
        words.escape(note),
        words.lines(words.bold(TITLE), words.escape(opd.name)),
        words.escape(ends),
        _SECRET,
    )


def pick(page: Page[Invitation], opds: Mapping[str, Opd]) -> str:
    """Return the open invitations of operators, numbered as their keys."""
    lines = [
        f"{number}. {words.escape(words.cut(_name(one, opds), 60))} · sampai "
        f"{words.short_moment(one.expires_at)}"
        for number, one in enumerate(page.items, page.first)
    ]
    return words.paragraphs(
        words.lines(words.bold(TITLE), "Cetak untuk undangan nomor berapa?" if lines else ""),
        "\n".join(lines) or "Tidak ada undangan operator yang masih terbuka.",
    )


def _name(invitation: Invitation, opds: Mapping[str, Opd]) -> str:
    opd = opds.get(invitation.grant.unit)
    return opd.name if opd is not None else invitation.grant.unit


def caption_of(content: InvitationsContent, _: Document) -> str:
    """Return what stands below the pages: how many, until when, and how they are handed over."""
    count = len(content.sheets)
    lines = [
        f"{count} OPD, satu halaman satu OPD." if count > 1 else content.sheets[0].to,
        f"Berlaku sampai {words.moment(content.expires_at)}.",
        _SECRET,
        "Bapak/Ibu diberi tahu setiap kali satu lembar dipakai.",
    ]
    return caption(TITLE, content.stamp, lines)
