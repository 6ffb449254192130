"""The evidence of a report, sent into the chat of whoever may have it before their eyes."""

from telegram import Update

from domain.errors import NotAllowed
from handlers.evidence.sending import Outcome
from handlers.evidence.showing import show_papers
from handlers.figures.buttons import IkuFiles, IkuReport
from handlers.figures.report import REPORT, asked_report, may_open, report_screen
from handlers.telegram.cards import card_in, note
from handlers.telegram.context import Context
from handlers.telegram.screen import answer, chat_of, pressed_card, say, take_buttons

NOT_YET = "⚠️ Sebagian berkas masih diperiksa. Mohon coba lagi sebentar."
LATE = "⚠️ Belum semua berkas terkirim karena Telegram sedang sibuk. Mohon coba lagi sebentar."
GONE = "⚠️ Sebagian berkas tidak bisa diambil lagi dari Telegram."


async def send_evidence(update: Update, context: Context, button: IkuFiles) -> None:
    """Send all files of a report, and its card below them, so that its ways on are never off-screen.

    Raises NotAllowed for whoever may not open the evidence of that OPD, otherwise as `show_report`.
    """
    if not may_open(context.person, button.opd):
        raise NotAllowed
    shown = IkuReport(button.indicator, button.opd, button.year, button.quarter, button.page)
    _, report = await asked_report(context, shown)
    await answer(context, update)
    chat_id = chat_of(update)
    sent = [await show_papers(context, chat_id, told.event, told.openable) for told in report.told()]
    message_id = await say(context, chat_id, await report_screen(context, shown, _note(sent)))
    await note(context, update, card_in(context, update, message_id, REPORT, shown.pack()))
    pressed = pressed_card(update)
    if pressed is not None:
        await take_buttons(context, chat_id, pressed)


def _note(sent: list[Outcome]) -> str:
    """Return what could not be sent, if anything."""
    if any(one.late for one in sent):
        return LATE
    if any(one.not_yet for one in sent):
        return NOT_YET
    return GONE if any(one.gone for one in sent) else ""
