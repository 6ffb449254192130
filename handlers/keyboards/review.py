"""The keys of `/verifikasi` and of returned reports."""

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup

from domain.drafts import Evidence
from domain.reports import ReportEvent
from domain.review import Waiting, unusable
from handlers.buttons.reports import Reports
from handlers.buttons.review import (
    Accept,
    AcceptUnchanged,
    AskReason,
    Inbox,
    Next,
    OpenCard,
    OpenFile,
    PickFields,
    Repair,
    Unchanged,
    UndoBatch,
    UndoDecision,
)
from handlers.keyboards.base import DANGER, PRIMARY, SUCCESS, Keys, key, markup, pages, rows, short

BATCH_LABEL = "Terima semua yang tidak berubah"


def inbox(
    shown: Sequence[tuple[Waiting, str]], page: int, count: int, *, some_unchanged: bool
) -> InlineKeyboardMarkup:
    """Return the keys of one page of the inbox; each report comes with its label."""
    return markup(
        *([key(short(label), OpenCard(waiting.sent.id))] for waiting, label in shown),
        pages(page, count, Inbox),
        [key(BATCH_LABEL, Unchanged())] if some_unchanged else [],
        [key("Perbarui", Inbox(page))],
    )


def card(sent: ReportEvent, files: Sequence[Evidence]) -> InlineKeyboardMarkup:
    return markup(
        *(
            [key(f"📎 {short(file.name)}", OpenFile(sent.id, file.id))]
            for file in files
            if not unusable(file)
        ),
        [key("Terima", Accept(sent.id), SUCCESS), key("Kembalikan", PickFields(sent.id, 0), DANGER)],
        _onward(sent),
    )


def settled(sent: ReportEvent) -> InlineKeyboardMarkup:
    """Return the keys of a report that has nothing to be decided any more."""
    return markup(_onward(sent))


def decided(sent: ReportEvent, decision: ReportEvent) -> InlineKeyboardMarkup:
    return markup([key("Urungkan", UndoDecision(decision.id))], _onward(sent, PRIMARY))


def _onward(sent: ReportEvent, style: str | None = None) -> Keys:
    return [key("‹ Daftar", Inbox(0)), key("Berikutnya ›", Next(sent.id), style)]


def fields(sent: ReportEvent, names: Sequence[str], chosen: int) -> InlineKeyboardMarkup:
    """Return a toggle for each field, and the way on once one is chosen."""
    toggles = [
        key(f"{'☑' if chosen >> bit & 1 else '☐'} {short(name)}", PickFields(sent.id, chosen ^ 1 << bit))
        for bit, name in enumerate(names)
    ]
    return markup(
        *rows(toggles),
        [key("Lanjut: alasan ›", AskReason(sent.id, chosen), PRIMARY)] if chosen else [],
        [key("‹ Laporan", OpenCard(sent.id))],
    )


def unchanged(fingerprint: str, count: int) -> InlineKeyboardMarkup:
    return markup(
        [key(f"Terima {count} laporan", AcceptUnchanged(fingerprint), SUCCESS)] if count else [],
        [key("‹ Daftar", Inbox(0))],
    )


def batch_done(first: ReportEvent, *, undoable: bool) -> InlineKeyboardMarkup:
    return markup(
        [key("Urungkan semua", UndoBatch(first.id))] if undoable else [],
        [key("‹ Daftar", Inbox(0), PRIMARY)],
    )


def returned(event: ReportEvent) -> InlineKeyboardMarkup:
    """Return the keys of a returned report, for its operators."""
    return markup(
        [key("Perbaiki sekarang", Repair(event.id), PRIMARY)],
        [key("Daftar laporan", Reports(event.opd, event.year))],
    )
