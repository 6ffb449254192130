"""What the menu *Unduh* says."""

from collections.abc import Sequence
from typing import TypeAlias

from domain.documents.wanted import Wanted
from domain.indicators import Indicator
from handlers.papers.paper import Paper
from handlers.words import words

Offered: TypeAlias = tuple[Paper, Wanted]
"""A kind of document, and what exactly is asked for by its key."""

NOTHING = "Belum ada berkas yang dapat diunduh."
_ROMAN = ("", "I", "II", "III", "IV")


def menu(year: int, quarter: int, indicator: Indicator | None, offered: Sequence[Offered]) -> str:
    """Return what there is, a line each: what it is, of which time, and for whom (HTML)."""
    about = (
        f"IKU {year}",
        f"TW {_ROMAN[quarter]}" if quarter else "",
        indicator.title if indicator is not None else "",
    )
    head = f"{words.bold('Unduh')} · {words.escape(' · '.join(filter(None, about)))}"
    if not offered:
        return words.paragraphs(head, NOTHING)
    return words.paragraphs(head, *(_line(*one, quarter, indicator) for one in offered))


def _line(paper: Paper, wanted: Wanted, quarter: int, indicator: Indicator | None) -> str:
    """Return what a file is: what of the screen it leaves aside stands beside its name."""
    is_wider = indicator is not None and wanted.indicator is None
    aside = (
        " · setahun" if quarter and not wanted.quarter else "",
        " · semua indikator" if is_wider else "",
    )
    return f"{words.bold(paper.title)}{''.join(aside)}\n{words.escape(paper.offer)}"
