"""The keys of *Mutu data*; what a case is about opens as the report's own card."""

from collections.abc import Mapping
from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from domain.sentinel.cases import Case, Kind, Mention
from domain.units.opd import Opd
from handlers.city.ways import DataQuality
from handlers.figures import Iku, IkuReport
from handlers.sentinel.buttons import QualityCase, QualityKind
from handlers.sentinel.texts import counted
from handlers.telegram.home import RunCommand, home_key
from handlers.telegram.keys import half, key, markup, packed, pairs
from handlers.telegram.paging import Page


def overview(year: int, many: Mapping[Kind, int], *, this_year: int, verifies: bool) -> InlineKeyboardMarkup:
    """Return a key for each kind that has a case, and the other year."""
    kinds = [key(counted(kind, count), QualityKind(kind, year, 0)) for kind, count in many.items() if count]
    last = [key("Tahun lalu", DataQuality(year - 1))]
    return markup(
        *packed(kinds),
        [
            key("Perbarui", DataQuality(year)),
            *(last if year == this_year else [key("Tahun ini", DataQuality(this_year))]),
        ],
        [key("‹ Verifikasi", RunCommand("verifikasi")) if verifies else key("‹ IKU", Iku(year)), home_key()],
    )


def of_kind(
    kind: Kind,
    year: int,
    page: Page[tuple[int, Case]],
    opds: Mapping[str, Opd],
    prints: Mapping[int, str],
) -> InlineKeyboardMarkup:
    """Return a key for each case: its report, or all of them."""
    cases = [_case(kind, year, number, case, opds, prints[number]) for number, case in page.items]
    return markup(
        *pairs(cases),
        page.keys(lambda turned: QualityKind(kind, year, turned)),
        [key("‹ Mutu data", DataQuality(year)), home_key()],
    )


def _case(
    kind: Kind, year: int, number: int, case: Case, opds: Mapping[str, Opd], fingerprint: str
) -> InlineKeyboardButton:
    if len(case.mentions) == 1:
        return _report(case.mentions[0], year, opds, f"{number + 1} · ")
    label = f"{number + 1} · {len(case.mentions)} laporan"
    return key(half(label), QualityCase(kind, year, number, fingerprint, 0))


def _report(one: Mention, year: int, opds: Mapping[str, Opd], number: str = "") -> InlineKeyboardButton:
    return key(half(f"{number}{opds[one.opd].short_name}"), IkuReport(one.indicator, one.opd, year, 0, 0))


def of_case(
    button: QualityCase, page: Page[Mention], opds: Mapping[str, Opd], back: QualityKind
) -> InlineKeyboardMarkup:
    """Return a key for each report of a case."""
    return markup(
        *pairs([_report(one, button.year, opds) for one in page.items]),
        page.keys(lambda turned: replace(button, page=turned)),
        [key("‹ Daftar", back), home_key()],
    )
