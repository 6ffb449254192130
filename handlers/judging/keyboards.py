"""The keys of the card of one OPD."""

from dataclasses import replace
from typing import TypeAlias

from telegram import InlineKeyboardMarkup

from domain.forms.drafts import Draft
from domain.forms.questions import EVIDENCE
from domain.indicators import Indicator
from domain.indicators.kelembagaan import RESULTS
from domain.indicators.ketatalaksanaan import ITEMS, results_of
from domain.indicators.ketatalaksanaan import required as required_items
from domain.indicators.remark import NOTE
from domain.keys import Answers, IndicatorKey
from domain.reports.events import ReportEvent
from domain.units.opd import Opd
from handlers.conversation.buttons import Cancel, Edit
from handlers.evaluation import Evaluate, EvaluateOpd
from handlers.judging.buttons import (
    ALL_REQUIRED,
    SAVE,
    SAVE_UNMET,
    Judge,
    JudgeInDetail,
    Tick,
    UndoEvaluation,
)
from handlers.judging.texts import MARKS, Subject
from handlers.telegram.keys import PRIMARY, SUCCESS, Keys, key, markup, pairs, short

Begun: TypeAlias = Draft | int
"""The draft of a checklist, or the newest event its card knows of while nothing is ticked."""


def judging(subject: Subject, seen: int, undoing: Keys = ()) -> InlineKeyboardMarkup:
    """Return the keys of a card that is judged in one tap; `undoing` takes back what the last tap stored."""
    opd, year = subject.entry.opd.code, subject.year
    return markup(
        [key(label, Judge(opd, year, seen, result)) for result, label in RESULTS.items()],
        [key("Dengan skor, catatan, bukti", JudgeInDetail(opd, year))],
        _around(subject),
        undoing,
    )


def checklist(subject: Subject, given: Answers, begun: Begun, undoing: Keys = ()) -> InlineKeyboardMarkup:
    """Return the keys of a checklist, two items beside each other: those that this year requires first."""
    required = required_items(subject.rules.chosen)
    results = results_of(given)
    ordered = sorted(ITEMS, key=lambda item: item.key not in required)
    items = [
        key(f"{MARKS[results.get(item.key)]} {item.short}", _tick(subject, begun, item.key))
        for item in ordered
    ]
    return markup(
        *pairs(items),
        [key("Semua wajib ✓, simpan", _tick(subject, begun, ALL_REQUIRED), PRIMARY)],
        [key("Simpan", _tick(subject, begun, SAVE), SUCCESS), *_extras(begun)],
        [*_cancel(begun), *_around(subject)],
        undoing,
    )


def ask_unmet(pressed: Tick) -> InlineKeyboardMarkup:
    """Return the keys of the question whether items that are not judged are unmet, for the pressed card."""
    opd, year = pressed.opd, pressed.year
    return markup(
        [key("Ya, anggap belum terpenuhi", replace(pressed, act=SAVE_UNMET))],
        [key("‹ Kembali menilai", EvaluateOpd(IndicatorKey.KETATALAKSANAAN, year, opd), PRIMARY)],
    )


def left_to_others(subject: Subject, undoing: Keys = ()) -> InlineKeyboardMarkup:
    """Return the keys of the card of an OPD that the reader reports for: only the ways away from it."""
    return markup(_around(subject), undoing)


def closed(indicator: Indicator, draft: Draft) -> InlineKeyboardMarkup:
    """Return the ways on from a checklist whose OPD was closed meanwhile."""
    return markup([key("Batal", Cancel(draft.id, draft.version)), *_to_overview(indicator, draft.year)])


def _tick(subject: Subject, begun: Begun, act: str) -> Tick:
    number, version = (begun.id, begun.version) if isinstance(begun, Draft) else (0, begun)
    return Tick(number, version, subject.entry.opd.code, subject.year, act)


def _extras(draft: Begun) -> Keys:
    """Return what can be added to a checklist that is begun."""
    if not isinstance(draft, Draft):
        return []
    return [
        key("Catatan", Edit(draft.id, draft.version, NOTE)),
        key(
            f"Bukti ({len(draft.files)})" if draft.files else "Bukti", Edit(draft.id, draft.version, EVIDENCE)
        ),
    ]


def _cancel(draft: Begun) -> Keys:
    return [key("Batal", Cancel(draft.id, draft.version))] if isinstance(draft, Draft) else []


def _around(subject: Subject) -> Keys:
    """Return the ways away from a card: the overview, and the next OPD of the same list."""
    back = _to_overview(subject.indicator, subject.year)
    if subject.following is None:
        return back
    skip = EvaluateOpd(subject.indicator.key, subject.year, subject.following.opd.code)
    return [*back, key("Lewati ›", skip)]


def _to_overview(indicator: Indicator, year: int) -> Keys:
    return [key("‹ Ringkasan", Evaluate(indicator.key, year))]


def undo(saved: ReportEvent, opd: Opd) -> Keys:
    """Return the key that takes back what the tap before has stored."""
    return [key(short(f"Urungkan: {opd.short_name}"), UndoEvaluation(saved.id))]
