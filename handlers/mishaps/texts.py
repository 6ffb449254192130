"""Unexpected errors in words: which, how often, since when. Nothing of what anybody wrote is in them."""

from collections.abc import Sequence

from domain.mishaps.told import OTHERS, Mishap
from handlers.words import words

MOST = 8
"""Named in one message; the log has all of them."""
HINT = (
    "Tidak ada yang perlu dilakukan di sini. Rinciannya ada di log server; isi laporan dan pesan tidak"
    " ikut dicatat."
)


def told(mishaps: Sequence[Mishap]) -> str:
    """Return one day's message, the most frequent first."""
    often = sorted(mishaps, key=lambda one: (-one.count, one.first_at))
    times = sum(one.count for one in mishaps)
    return words.paragraphs(
        words.bold(f"⚠️ Kesalahan tak terduga: {len(mishaps)} macam, {times} kali"),
        *(_one(number, one) for number, one in enumerate(often[:MOST], 1)),
        words.more(len(often) - MOST, "macam"),
        HINT,
    )


def _one(number: int, one: Mishap) -> str:
    kind = "lainnya" if one.kind == OTHERS else one.kind
    before = f"pernah terjadi sejak {words.short_moment(one.since)}" if one.since < one.first_at else ""
    return words.lines(
        f"{number}. {words.bold(words.escape(kind))} · {one.count} kali",
        f"<code>{words.escape(one.place)}</code>" if one.place else "",
        f"pertama {words.short_moment(one.first_at)}, terakhir {words.short_moment(one.last_at)}",
        before,
    )
