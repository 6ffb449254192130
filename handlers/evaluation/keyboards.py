"""The keys of `/evaluasi`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from telegram import InlineKeyboardMarkup

from domain.evaluation.stages import Stage
from domain.figures.figure import Entry
from domain.forms.drafts import Draft
from domain.forms.questions import EVIDENCE
from domain.indicators import Indicator
from domain.indicators.kelembagaan_form import NOTE, RESULTS
from domain.indicators.ketatalaksanaan import ITEMS, Item
from domain.indicators.ketatalaksanaan_form import results_of
from domain.keys import Answers, IndicatorKey
from domain.reports.events import ReportEvent
from handlers.conversation.buttons import Cancel, Edit, Send
from handlers.evaluation.buttons import (
    ALL_REQUIRED,
    SAVE,
    SAVE_UNMET,
    Evaluate,
    EvaluateOpd,
    EvaluationList,
    Judge,
    JudgeInDetail,
    SheetDownload,
    SheetPreview,
    Tick,
    UndoEvaluation,
)
from handlers.evaluation.choice_texts import ToEvaluate
from handlers.evaluation.texts import ICONS, MARKS, STAGES, Subject, icon, title
from handlers.evaluation.words import RESULTS as RESULT_NAMES
from handlers.telegram.keys import PRIMARY, SUCCESS, Keys, key, markup, pages, rows, short

Saved: TypeAlias = tuple[ReportEvent, str] | None
"""What was stored by the tap before, and the name of its OPD."""
Begun: TypeAlias = Draft | int
"""The draft of a checklist, or the newest event its card knows of while nothing is ticked."""

STEPS = {Stage.DUE: "Mulai menilai ›", Stage.CARRIED: "Nilai ulang ›", Stage.DONE: ""}


def choice(offered: Sequence[ToEvaluate]) -> InlineKeyboardMarkup:
    return markup(
        *(
            [
                key(
                    f"{title(one.indicator, one.year)}{f' ({one.left})' if one.left else ''}",
                    Evaluate(one.indicator.key, one.year),
                )
            ]
            for one in offered
        )
    )


def overview(
    indicator: Indicator,
    year: int,
    counts: Mapping[Stage, int],
    first: Entry | None,
    *,
    several: bool,
    other_year: int | None = None,
    saved: Saved = None,
) -> InlineKeyboardMarkup:
    begin = (
        [key(STEPS[Stage.DUE], EvaluateOpd(indicator.key, year, first.opd.code), PRIMARY)] if first else []
    )
    lists = [
        [
            key(
                f"{ICONS[stage]} {STAGES[stage]} ({counts[stage]})",
                EvaluationList(indicator.key, year, stage, 0),
            )
        ]
        for stage in Stage
        if counts[stage]
    ]
    others = [key(f"Tahun {other_year}", Evaluate(indicator.key, other_year))] if other_year else []
    others += [key("Evaluasi lain", Evaluate("", 0))] if several else []
    download = key("Unduh isian", SheetDownload(indicator.key, year))
    return markup(begin, *lists, *rows([download, *others]), _undo(saved))


def listing(
    indicator: Indicator, year: int, stage: Stage, shown: Sequence[Entry], page: int, count: int
) -> InlineKeyboardMarkup:
    return markup(
        *found_keys(indicator, year, shown),
        pages(page, count, lambda turned: EvaluationList(indicator.key, year, stage, turned)),
        _to_overview(indicator, year),
    )


def found(indicator: Indicator, year: int, shown: Sequence[Entry]) -> InlineKeyboardMarkup:
    return markup(*found_keys(indicator, year, shown), _to_overview(indicator, year))


def found_keys(indicator: Indicator, year: int, shown: Sequence[Entry]) -> list[Keys]:
    return [
        [
            key(
                short(f"{icon(one)} {one.opd.name}"),
                EvaluateOpd(indicator.key, year, one.opd.code),
            )
        ]
        for one in shown
    ]


def _to_overview(indicator: Indicator, year: int) -> Keys:
    return [key("‹ Ringkasan", Evaluate(indicator.key, year))]


def judging(
    subject: Subject, seen: int, following: Entry | None, saved: Saved = None
) -> InlineKeyboardMarkup:
    """Return the keys of a card that is judged in one tap; `saved` is what the tap before stored."""
    opd, year = subject.entry.opd.code, subject.year
    return markup(
        [key(RESULT_NAMES[result], Judge(opd, year, seen, result)) for result in RESULTS],
        [key("Dengan skor, catatan, bukti", JudgeInDetail(opd, year))],
        _around(subject, following),
        _undo(saved),
    )


def checklist(
    subject: Subject, given: Answers, begun: Begun, following: Entry | None, saved: Saved = None
) -> InlineKeyboardMarkup:
    """Return the keys of a checklist: the items that this year requires first."""
    required = subject.rules.ketatalaksanaan_required
    results = results_of(given)
    ordered = sorted(ITEMS, key=lambda item: item.key not in required)
    items = [
        key(
            _item(item, MARKS[results.get(item.key)], required=item.key in required),
            _tick(subject, begun, item.key),
        )
        for item in ordered
    ]
    return markup(
        *([item] for item in items),
        [key("Semua wajib ✓, simpan", _tick(subject, begun, ALL_REQUIRED), PRIMARY)],
        [key("Simpan", _tick(subject, begun, SAVE), SUCCESS)],
        _extras(begun) if isinstance(begun, Draft) else [],
        _around(subject, following),
        _undo(saved),
    )


def ask_unmet(pressed: Tick) -> InlineKeyboardMarkup:
    """Return the keys of the question whether items that are not judged are unmet, for the pressed card."""
    opd, year = pressed.opd, pressed.year
    return markup(
        [key("Ya, anggap belum terpenuhi", replace(pressed, act=SAVE_UNMET))],
        [key("‹ Kembali menilai", EvaluateOpd(IndicatorKey.KETATALAKSANAAN, year, opd), PRIMARY)],
    )


def left_to_others(subject: Subject, following: Entry | None, saved: Saved = None) -> InlineKeyboardMarkup:
    """Return the keys of the card of an OPD that the reader reports for: only the ways away from it."""
    return markup(_around(subject, following), _undo(saved))


def preview(draft: Draft, label: str, page: int, count: int) -> InlineKeyboardMarkup:
    """Return the keys of a sheet that was read; without a label there is nothing to apply."""
    return markup(
        [key(label, Send(draft.id, draft.version), SUCCESS)] if label else [],
        pages(page, count, lambda turned: SheetPreview(draft.id, draft.version, turned)),
        [key("Batal", Cancel(draft.id, draft.version))],
    )


def closed(indicator: Indicator, draft: Draft) -> InlineKeyboardMarkup:
    """Return the ways on from a checklist whose OPD was closed meanwhile."""
    return markup([key("Batal", Cancel(draft.id, draft.version)), *_to_overview(indicator, draft.year)])


def _tick(subject: Subject, begun: Begun, act: str) -> Tick:
    number, version = (begun.id, begun.version) if isinstance(begun, Draft) else (0, begun)
    return Tick(number, version, subject.entry.opd.code, subject.year, act)


def _extras(draft: Draft) -> Keys:
    return [
        key("Catatan", Edit(draft.id, draft.version, NOTE)),
        key(
            f"Bukti ({len(draft.files)})" if draft.files else "Bukti", Edit(draft.id, draft.version, EVIDENCE)
        ),
        key("Batal", Cancel(draft.id, draft.version)),
    ]


def _item(item: Item, mark: str, *, required: bool) -> str:
    return f"{mark} {item.name}" if required else f"{mark} {item.name} (opsional)"


def _around(subject: Subject, following: Entry | None) -> Keys:
    """Return the ways away from a card: the overview, and the next OPD of the same list."""
    indicator, year = subject.indicator, subject.year
    back = _to_overview(indicator, year)
    if following is None:
        return back
    return [*back, key("Lewati ›", EvaluateOpd(indicator.key, year, following.opd.code))]


def _undo(saved: Saved) -> Keys:
    if saved is None:
        return []
    event, name = saved
    return [key(short(f"Urungkan: {name}"), UndoEvaluation(event.id))]
