"""What stands below a nota dinas and below the list."""

from domain.documents.memo import MemoContent, OverdueContent, said_by
from handlers.papers.captions import caption
from storage.ports import Document

TO_BE_SIGNED = "Konsep: baca dan lengkapi nomornya sebelum ditandatangani."


def memo(content: MemoContent, _: Document) -> str:
    """Return what it says in numbers, and that it is a draft of which somebody answers for every word."""
    return caption("Nota dinas", content.stamp, [*_counts(content), TO_BE_SIGNED])


def overdue(content: OverdueContent, _: Document) -> str:
    return caption("Daftar belum lapor", content.stamp, _counts(content))


def _counts(content: MemoContent | OverdueContent) -> list[str]:
    return [said.words for said in said_by(content)]
