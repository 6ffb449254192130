"""The keys of `/verifikasi`."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from domain.forms.drafts import Evidence
from domain.reports.events import ReportEvent
from domain.review.inbox import Waiting, unusable
from handlers.review.buttons import (
    Accept,
    AcceptUnchanged,
    AskReason,
    Inbox,
    Next,
    OpenCard,
    OpenFile,
    PickFields,
    Unchanged,
    UndoBatch,
    UndoDecision,
)
from handlers.telegram.buttons import Button
from handlers.telegram.home import home_below, home_key
from handlers.telegram.keys import DANGER, PRIMARY, SUCCESS, Keys, below, key, markup, rows, short
from handlers.telegram.paging import Page
from handlers.words.labels import fitted_file

MakeKey: TypeAlias = Callable[[str, Button, str | None], InlineKeyboardButton]
BATCH_LABEL = "Terima semua yang tidak berubah"


def inbox(
    shown: Sequence[tuple[Waiting, str]], page: Page[object], *, some_unchanged: bool
) -> InlineKeyboardMarkup:
    """Return the keys of one page of the inbox; each report comes with its label."""
    return markup(
        *([key(short(label), OpenCard(waiting.sent.id))] for waiting, label in shown),
        page.keys(Inbox),
        [key(BATCH_LABEL, Unchanged())] if some_unchanged else [],
        [key("Perbarui", Inbox(page.number)), home_key()],
    )


def card(
    sent: ReportEvent, files: Sequence[Evidence], *, beside_papers: bool, may_decide: bool
) -> InlineKeyboardMarkup:
    """Return the keys of a report's card; with its papers in the chat, what comes next stands below."""
    return markup(
        *(
            [key(fitted_file("📎", file.name), OpenFile(sent.id, file.id))]
            for file in files
            if not unusable(file)
        ),
        [key("Terima", Accept(sent.id), SUCCESS), key("Kembalikan", PickFields(sent.id, 0), DANGER)]
        if may_decide
        else [],
        _onward(sent, below if beside_papers else key),
    )


def settled(sent: ReportEvent) -> InlineKeyboardMarkup:
    """Return the keys of a report that has nothing to be decided any more: a record, which stays."""
    return markup(_onward(sent, below), [home_below()])


def decided(sent: ReportEvent, decision: ReportEvent) -> InlineKeyboardMarkup:
    return markup([key("Urungkan", UndoDecision(decision.id))], _onward(sent, below, PRIMARY), [home_below()])


def passed_over(sent: ReportEvent) -> InlineKeyboardMarkup:
    """Return the key of the line that is left of a card: it brings the card back below."""
    return markup([below("Buka lagi", OpenCard(sent.id))])


def _onward(sent: ReportEvent, made: MakeKey, style: str | None = None) -> Keys:
    return [made("‹ Daftar", Inbox(0), None), made("Berikutnya ›", Next(sent.id), style)]


def fields(sent: ReportEvent, names: Sequence[str], chosen: int) -> InlineKeyboardMarkup:
    """Return a toggle for each field, and the way on once one is chosen."""
    toggles = [
        key(short(f"{'☑' if chosen >> bit & 1 else '☐'} {name}"), PickFields(sent.id, chosen ^ 1 << bit))
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
        [below("‹ Daftar", Inbox(0), PRIMARY), home_below()],
    )
