"""The keys of `/verifikasi`."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from domain.reports.events import ReportEvent
from domain.review.batches import Batch
from handlers.city.ways import DataQuality
from handlers.rekap import OpenRekap
from handlers.review.batch_texts import SAID
from handlers.review.buttons import (
    Accept,
    AcceptListed,
    AnswerQuestion,
    AskReason,
    Inbox,
    ListBatch,
    Next,
    OpenCard,
    OpenPapers,
    PapersByThemselves,
    PickFields,
    UndoBatch,
    UndoDecision,
)
from handlers.telegram.buttons import Button
from handlers.telegram.home import home_below, home_key
from handlers.telegram.keys import DANGER, PRIMARY, SUCCESS, Keys, below, key, markup, rows, short
from handlers.telegram.paging import Page

MakeKey: TypeAlias = Callable[[str, Button, str | None], InlineKeyboardButton]


def inbox(
    shown: Sequence[tuple[int, ReportEvent]],
    page: Page[object],
    offers: Mapping[Batch, int],
    *,
    by_themselves: bool,
    takes_rekap: bool,
) -> InlineKeyboardMarkup:
    """Return the keys of one page of the inbox: a number for each report, as it has in the text."""
    chosen = PapersByThemselves(int(not by_themselves), page.number)
    return markup(
        *rows([key(str(number), OpenCard(sent.id)) for number, sent in shown]),
        page.keys(Inbox),
        *([key(SAID[why].label, ListBatch(why.value))] for why, count in offers.items() if count),
        [
            *([key("Rekap Inspektorat", OpenRekap())] if takes_rekap else []),
            key("Mutu data", DataQuality(0)),
        ],
        [key(f"📎 Bukti terbuka sendiri: {'ya' if by_themselves else 'tidak'}", chosen)],
        [key("Perbarui", Inbox(page.number)), home_key()],
    )


def card(
    sent: ReportEvent, files: int, waiting: int, *, beside_papers: bool, may_decide: bool
) -> InlineKeyboardMarkup:
    """Return the keys of a report's card; with its papers in the chat, what comes next stands below."""
    papers = "Kirim ulang bukti" if beside_papers else "Buka bukti"
    return markup(
        [key("Terima", Accept(sent.id), SUCCESS), key("Kembalikan", PickFields(sent.id, 0), DANGER)]
        if may_decide
        else [],
        [key(f"📎 {papers} ({files})", OpenPapers(sent.id))] if files else [],
        _onward(sent, below if beside_papers else key, waiting=waiting),
    )


def settled(sent: ReportEvent) -> InlineKeyboardMarkup:
    """Return the keys of a report that has nothing to be decided any more: a record, which stays."""
    return markup(_onward(sent, below), [home_below()])


def decided(sent: ReportEvent, decision: ReportEvent) -> InlineKeyboardMarkup:
    return markup([key("Urungkan", UndoDecision(decision.id))], _onward(sent, below, PRIMARY), [home_below()])


def passed_over(sent: ReportEvent) -> InlineKeyboardMarkup:
    """Return the key of the line that is left of a card: it brings the card back below."""
    return markup([below("Buka lagi", OpenCard(sent.id))])


def _onward(sent: ReportEvent, made: MakeKey, style: str | None = None, *, waiting: int = 0) -> Keys:
    listed = f"‹ Daftar ({waiting})" if waiting else "‹ Daftar"
    return [made(listed, Inbox(0), None), made("Berikutnya ›", Next(sent.id), style)]


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


def offered(why: Batch, fingerprint: str, count: int) -> InlineKeyboardMarkup:
    return markup(
        [key(f"Terima {count} laporan", AcceptListed(why.value, fingerprint), SUCCESS)] if count else [],
        [key("‹ Daftar", Inbox(0))],
    )


def batch_done(first: ReportEvent, *, undoable: bool) -> InlineKeyboardMarkup:
    return markup(
        [key("Urungkan semua", UndoBatch(first.id))] if undoable else [],
        [below("‹ Daftar", Inbox(0), PRIMARY), home_below()],
    )


def question(decision: ReportEvent, *, is_open: bool) -> InlineKeyboardMarkup:
    """Return the keys of a question about a return; it stays to be read above its answer."""
    return markup([below("Jawab", AnswerQuestion(decision.id), PRIMARY)] if is_open else [], [home_below()])
