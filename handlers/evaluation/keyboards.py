"""The keys of `/evaluasi`."""

from collections.abc import Mapping, Sequence

from telegram import InlineKeyboardMarkup

from domain.evaluation.stages import Stage
from domain.figures.figure import Entry
from handlers.city.evaluations import Desk
from handlers.evaluation.buttons import Evaluate, EvaluateOpd, EvaluationList, SheetDownload
from handlers.evaluation.texts import ICONS, STAGES, ToEvaluate, icon
from handlers.telegram.home import home_key
from handlers.telegram.keys import PRIMARY, Keys, half, key, markup, packed, pairs
from handlers.telegram.paging import Page


def choice(offered: Sequence[ToEvaluate]) -> InlineKeyboardMarkup:
    return markup(
        *(
            [
                key(
                    f"{one.indicator.title} {one.year}{f' ({one.left})' if one.left else ''}",
                    Evaluate(one.indicator.key, one.year),
                )
            ]
            for one in offered
        ),
        [home_key()],
    )


def overview(
    desk: Desk,
    counts: Mapping[Stage, int],
    first: Entry | None,
    *,
    several: bool,
    other_year: int | None = None,
    undo: Keys = (),
) -> InlineKeyboardMarkup:
    indicator, year = desk.indicator.key, desk.year
    begin = [key("Mulai menilai ›", EvaluateOpd(indicator, year, first.opd.code), PRIMARY)] if first else []
    lists = [
        [key(f"{ICONS[stage]} {STAGES[stage]} ({counts[stage]})", EvaluationList(indicator, year, stage, 0))]
        for stage in Stage
        if counts[stage]
    ]
    others = [key(f"Tahun {other_year}", Evaluate(indicator, other_year))] if other_year else []
    others += [key("Evaluasi lain", Evaluate("", 0))] if several else []
    download = key("Unduh isian", SheetDownload(indicator, year))
    return markup(begin, *lists, *packed([download, *others, home_key()]), undo)


def listing(desk: Desk, stage: Stage, page: Page[Entry]) -> InlineKeyboardMarkup:
    indicator, year = desk.indicator.key, desk.year
    turning = page.keys(lambda turned: EvaluationList(indicator, year, stage, turned))
    return found(desk, page.items, turning)


def found(desk: Desk, shown: Sequence[Entry], turning: Keys = ()) -> InlineKeyboardMarkup:
    """Return a key for each OPD that is shown, two beside each other."""
    indicator, year = desk.indicator.key, desk.year
    opds = [
        key(half(f"{icon(one)} {one.opd.short_name}"), EvaluateOpd(indicator, year, one.opd.code))
        for one in shown
    ]
    return markup(
        *pairs(opds),
        turning,
        [key("‹ Ringkasan", Evaluate(indicator, year))],
    )
