"""The keys of `/iku` and its cards; each card ends with the ways back."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from telegram import InlineKeyboardMarkup

from domain.documents.wanted import DocumentKind
from domain.figures.asking import Period
from domain.indicators import INDICATORS, Indicator
from domain.units.opd import Opd
from handlers.delivery.pins import PIN_KEY
from handlers.figures.buttons import (
    Iku,
    IkuDetail,
    IkuFiles,
    IkuFound,
    IkuHistory,
    IkuReport,
    OpdCard,
    OpdChoice,
)
from handlers.figures.part_texts import ICONS, Listed
from handlers.figures.texts import ROMAN
from handlers.papers.buttons import AskPaper, Downloads
from handlers.reporting import Reports
from handlers.telegram.buttons import Button
from handlers.telegram.home import Home, home_key
from handlers.telegram.keys import PRIMARY, Keys, below, key, markup
from handlers.telegram.paging import Page
from handlers.words import labels

COLUMNS = 2
ALL = "‹ Semua indikator"
OWN, SHORT_HOME = "OPD", "Beranda"
"""As short as four in a row have to be."""
WHAT_IF = "Bila begini?"
"""*Bagaimana bila*, as long as it may be beside two others."""


def overview(
    asked: Period, *, quarters: Sequence[int], this_year: int, has_last_year: bool, own: Button | None
) -> InlineKeyboardMarkup:
    """Return a key per indicator, the quarters that are over, and the years beside this one.

    `own` leads to the OPD of an operator. Four rows at most.
    """
    year, quarter = asked.year, asked.quarter
    ended = [key(_marked(f"TW {ROMAN[one]}", chosen=one == quarter), Iku(year, one)) for one in quarters]
    now = [key("Terkini", Iku(year, 0))] if quarter else []
    return markup(
        [key(one.number, IkuDetail(one.key, year, quarter, 0)) for one in INDICATORS],
        [*ended, *now],
        [
            key("Perbarui", Iku(year, quarter)),
            *_other_year(year, this_year, has_last_year=has_last_year),
            *([] if quarter else [PIN_KEY]),
        ],
        [key(OWN, own), *documents(year, quarter), key(SHORT_HOME, Home())]
        if own is not None
        else [*documents(year, quarter), home_key()],
    )


def documents(year: int, quarter: int, indicator: str = "") -> Keys:
    """Return the keys to what can be handed over of what is on the screen; the picture comes below it."""
    return [
        below("Grafik", AskPaper(DocumentKind.CHART.value, year, quarter, indicator)),
        key("Unduh", Downloads(year, quarter, indicator)),
    ]


def meant(fitting: Sequence[Indicator], year: int, quarter: int = 0) -> InlineKeyboardMarkup:
    """Return a key for each indicator that may have been meant, and the ways to everything."""
    return markup(
        [key(one.number, IkuDetail(one.key, year, quarter, 0)) for one in fitting],
        [key(ALL, Iku(year if quarter else 0, quarter)), home_key()],
    )


def nothing(asked: Period, *, this_year: int) -> InlineKeyboardMarkup:
    """Return the keys of a year without any OPD."""
    return markup([*_other_year(asked.year, this_year, has_last_year=False), home_key()])


def _other_year(year: int, this_year: int, *, has_last_year: bool) -> Keys:
    if year != this_year:
        return [key("Tahun ini", Iku(this_year, 0))]
    return [key("Tahun lalu", Iku(year - 1, 0))] if has_last_year else []


def _marked(label: str, *, chosen: bool) -> str:
    return f"• {label}" if chosen else label


def card(
    indicator: Indicator,
    asked: Period,
    page: Page[Listed],
    found: IkuFound | None,
    what_if: Button | None = None,
) -> InlineKeyboardMarkup:
    """Return a key per OPD of the page, and the ways on; `found`: only what was looked for is listed.

    `what_if` leads to *Bagaimana bila*, where that is this person's.
    """
    year, quarter = asked.year, asked.quarter
    every = IkuDetail(indicator.key, year, quarter, 0)
    listed = page.number if found is None else 0
    opds = [(ICONS[one.group], one.opd) for one in page.items]
    return markup(
        *_opds(opds, lambda opd: IkuReport(indicator.key, opd.code, year, quarter, listed)),
        page.keys(lambda turned: replace(every if found is None else found, page=turned)),
        [key("‹ Semua OPD", every)] if found is not None else [],
        [
            *documents(year, quarter, indicator.key),
            *([key(WHAT_IF, what_if)] if what_if is not None else []),
        ],
        [key(ALL, Iku(year, quarter)), home_key()],
    )


def choice(asked: Period, page: Page[Opd], button: OpdChoice) -> InlineKeyboardMarkup:
    """Return a key per OPD, to choose the one whose card is wanted."""
    return markup(
        *_opds([("", opd) for opd in page.items], lambda opd: OpdCard(opd.code, asked.year)),
        page.keys(lambda turned: replace(button, page=turned)),
        [key(ALL, Iku(asked.year)), home_key()],
    )


def _opds(opds: Sequence[tuple[str, Opd]], button: Callable[[Opd], Button]) -> list[Keys]:
    """Return the OPD in two columns; two that look alike when cut go by their codes."""
    shown = [labels.fitted(f"{icon} {opd.short_name}".strip(), COLUMNS) for icon, opd in opds]
    keys = [
        key(
            label if shown.count(label) == 1 else labels.fitted(f"{icon} {opd.code}".strip(), COLUMNS),
            button(opd),
        )
        for label, (icon, opd) in zip(shown, opds, strict=True)
    ]
    return [keys[start : start + COLUMNS] for start in range(0, len(keys), COLUMNS)]


def opd(shown: Opd, asked: Period, *, this_year: int, reports: bool) -> InlineKeyboardMarkup:
    """Return a key for each report of an OPD, and the ways on; `reports`: whoever looks may report."""
    year = asked.year
    other = key("Tahun lalu", OpdCard(shown.code, year - 1))
    return markup(
        [key(one.number, IkuReport(one.key, shown.code, year, asked.quarter, 0)) for one in INDICATORS],
        [
            *([key("Lapor", Reports(shown.code, year), PRIMARY)] if reports else []),
            key("Perbarui", OpdCard(shown.code, year)),
            other if year == this_year else key("Tahun ini", OpdCard(shown.code, this_year)),
        ],
        [key(ALL, Iku(year)), home_key()],
    )


def report(
    button: IkuReport, shown: Indicator, opd: Opd, files: int, decide: Button | None
) -> InlineKeyboardMarkup:
    """Return the ways on from a report; `decide` leads to its verdict, if it waits for that person."""
    one, year, quarter = button.indicator, button.year, button.quarter
    there = (one, opd.code, year, quarter)
    return markup(
        [
            *([key(f"📎 Bukti ({files})", IkuFiles(*there, button.page))] if files else []),
            key("Riwayat", IkuHistory(*there, button.page, 0)),
        ],
        [key("Periksa ›", decide, PRIMARY)] if decide is not None else [],
        [
            key(labels.fitted(f"‹ {shown.title}", COLUMNS), IkuDetail(one, year, quarter, button.page)),
            key(labels.fitted(f"‹ {opd.short_name}", COLUMNS), OpdCard(opd.code, year)),
        ],
        [key(ALL, Iku(year, quarter)), home_key()],
    )


def history(button: IkuHistory, page: Page[object]) -> InlineKeyboardMarkup:
    one, opd, year, quarter = button.indicator, button.opd, button.year, button.quarter
    return markup(
        page.keys(lambda turned: replace(button, page=turned)),
        [key("‹ Laporan", IkuReport(one, opd, year, quarter, button.listed)), home_key()],
    )
