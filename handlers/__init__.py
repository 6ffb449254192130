"""Telegram in, Telegram out: everything the bot reacts to, in the order it is tried."""

from telegram import Update
from telegram.ext import (
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from domain.people.person import Role
from handlers.announcements import write as announce
from handlers.audit import trail as audit
from handlers.conversation import admin, aside, ending, presses
from handlers.conversation import answers as conversation
from handlers.deadlines import desk as deadlines_desk
from handlers.deadlines import overview as deadlines
from handlers.entrance import access, start
from handlers.evaluation import lists as evaluate
from handlers.evaluation_files import receive as evaluate_file
from handlers.evidence import receive as evidence
from handlers.figures import iku
from handlers.overdue import list as overdue
from handlers.people import invite
from handlers.people import list as people
from handlers.rehearsal import rehearse as rehearsal
from handlers.reporting import list as report_list
from handlers.reporting import status
from handlers.review import inbox as review
from handlers.telegram.command import UNMARKED, Captioned, Command, declare, unmarked
from handlers.telegram.context import BotApplication, Context
from handlers.telegram.errors import on_error
from handlers.units import list as opds
from handlers.years import list as years
from handlers.years import rules as years_rules
from handlers.years import target as years_target

OPERATORS = frozenset({Role.OPERATOR})
REVIEWERS = frozenset({Role.VERIFIKATOR})

COMMANDS = declare(
    Command("lapor", "Kirim laporan OPD Anda", report_list.start_report, OPERATORS),
    Command("status", "Keadaan laporan OPD Anda", status.status_command, OPERATORS),
    Command("riwayat", "Riwayat laporan OPD Anda", status.history_command, OPERATORS),
    Command("verifikasi", "Periksa laporan yang masuk", review.review_command, REVIEWERS),
    Command("evaluasi", "Isi evaluasi Sub Bagian Anda", evaluate.evaluate_command, evaluate.ROLES),
    Command("belum", "Siapa yang belum lapor", overdue.overdue_command, overdue.ROLES),
    Command("undang", "Undang orang dengan tautan atau QR", invite.invite_command, admin.ADMINS),
    Command("pengguna", "Siapa memakai bot ini, dan perannya", people.people_command, admin.ADMINS),
    Command("opd", "Daftar OPD: tambah, ubah, tutup", opds.opds_command, admin.ADMINS),
    Command("tahun", "Buka, tutup, dan lihat tahun", years.years_command, admin.ADMINS),
    Command("target", "Target kelima indikator", years_target.target_command, admin.ADMINS),
    Command(
        "tenggat", "Tenggat, perpanjangan, hari libur", deadlines.deadlines_command, deadlines_desk.ROLES
    ),
    Command("aturan", "Aturan hitung dan dasar hukumnya", years_rules.rules_command, admin.ADMINS),
    Command("gladi", "Gladi: siapa akan diingatkan, kapan", rehearsal.rehearsal_command, admin.ADMINS),
    Command("umumkan", "Kirim pengumuman kepada banyak orang", announce.announce_command, admin.ADMINS),
    Command("audit", "Siapa mengubah apa, dan kapan", audit.audit_command, admin.ADMINS),
    Command("iku", "Lima indikator kinerja hari ini", iku.iku_command),
    Command("batal", "Batalkan yang sedang diisi", ending.cancel_command),
    Command("bantuan", "Cara memakai bot ini", start.help_command),
    Command("start", "Mulai", start.start_command, at_the_door=True),
)


def register(app: BotApplication) -> None:
    """Put every handler into the application."""
    # Group −1 runs before anything else: whoever is not let in there meets no handler at all.
    app.add_handler(TypeHandler(Update, access.let_in), group=-1)
    app.add_error_handler(on_error)

    # An edited message is no new message: a command or answer changed afterwards must not run again.
    app.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE, conversation.edited))
    for command in COMMANDS:
        app.add_handler(CommandHandler(command.name, command.guarded))
    app.add_handler(CallbackQueryHandler(presses.pressed))
    app.add_handler(MessageHandler(filters.COMMAND, start.unknown_command))
    app.add_handler(MessageHandler(UNMARKED, _unmarked_command))
    # A caption is no command to Telegram; whoever sends a sheet with it saves a step.
    a_sheet = filters.Document.ALL & Captioned("evaluasi")
    app.add_handler(MessageHandler(a_sheet, evaluate_file.captioned))
    app.add_handler(MessageHandler(filters.PHOTO | filters.Document.ALL, evidence.received))
    app.add_handler(MessageHandler(filters.TEXT, conversation.typed))
    # What is left: stickers, voice, places, contacts, and whatever Telegram invents next.
    app.add_handler(MessageHandler(filters.ALL, conversation.other_message))

    # Group 1 runs once the person is answered: only then is it tidied up behind them.
    app.add_handler(TypeHandler(Update, aside.say_aside), group=1)


async def _unmarked_command(update: Update, context: Context) -> None:
    command = unmarked(update.message, context) if update.message is not None else None
    await (command.guarded if command is not None else start.unknown_command)(update, context)


__all__ = ["COMMANDS", "register"]
