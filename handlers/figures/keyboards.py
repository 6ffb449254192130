"""The keys of `/iku` and its details."""

from collections.abc import Sequence
from dataclasses import replace

from telegram import InlineKeyboardMarkup

from domain.figures.asking import Period
from domain.indicators import INDICATORS, Indicator
from handlers.delivery.pins import PIN_KEY
from handlers.figures.buttons import Iku, IkuDetail, IkuHistory, IkuReport
from handlers.figures.part_texts import Listed
from handlers.figures.texts import ROMAN
from handlers.telegram.keys import Keys, key, markup, short
from handlers.telegram.paging import Page


def overview(
    asked: Period, *, quarters: Sequence[int], this_year: int, has_last_year: bool
) -> InlineKeyboardMarkup:
    """Return a key per indicator, the quarters that are over, and the years beside this one."""
    year, quarter = asked.year, asked.quarter
    ended = [key(_marked(f"TW {ROMAN[one]}", chosen=one == quarter), Iku(year, one)) for one in quarters]
    now = [key("Terkini", Iku(year, 0))] if quarter else []
    return markup(
        *([key(f"{one.number} · {one.short}", IkuDetail(one.key, year, quarter, 0))] for one in INDICATORS),
        [*ended, *now],
        [
            key("Perbarui", Iku(year, quarter)),
            *_other_year(year, this_year, has_last_year=has_last_year),
            *([] if quarter else [PIN_KEY]),
        ],
    )


def _other_year(year: int, this_year: int, *, has_last_year: bool) -> Keys:
    if year != this_year:
        return [key("Tahun ini", Iku(this_year, 0))]
    return [key("Tahun lalu", Iku(year - 1, 0))] if has_last_year else []


def _marked(label: str, *, chosen: bool) -> str:
    return f"• {label}" if chosen else label


def detail(indicator: Indicator, asked: Period, page: Page[Listed]) -> InlineKeyboardMarkup:
    """Return a key per OPD of the page (one that is listed twice has one key), and the ways on."""
    year, quarter = asked.year, asked.quarter
    names = {one.entry.opd.code: one.entry.opd.name for one in page.items}
    return markup(
        *(
            [key(short(name), IkuReport(indicator.key, code, year, quarter, page.number))]
            for code, name in names.items()
        ),
        page.keys(lambda turned: IkuDetail(indicator.key, year, quarter, turned)),
        [key("‹ Semua indikator", Iku(year, quarter))],
    )


def report(button: IkuReport) -> InlineKeyboardMarkup:
    one, opd, year, quarter = button.indicator, button.opd, button.year, button.quarter
    return markup(
        [key("Riwayat", IkuHistory(one, opd, year, quarter, button.page, 0))],
        [key("‹ Daftar OPD", IkuDetail(one, year, quarter, button.page))],
    )


def history(button: IkuHistory, page: Page[object]) -> InlineKeyboardMarkup:
    one, opd, year, quarter = button.indicator, button.opd, button.year, button.quarter
    return markup(
        page.keys(lambda turned: replace(button, page=turned)),
        [key("‹ Laporan", IkuReport(one, opd, year, quarter, button.listed))],
    )
