"""Telegram in, Telegram out: the rooms of the bot, and the order in which they are tried."""

from telegram import Update

from handlers import (
    announcements,
    audit,
    backups,
    charts,
    days_off,
    deadlines,
    downloads,
    early_files,
    entrance,
    evaluation,
    evaluation_files,
    figures,
    floors,
    home,
    joining,
    judging,
    memos,
    mishaps,
    morning,
    office,
    overdue,
    people,
    plain_words,
    proof,
    rehearsal,
    rekap,
    reminder_steps,
    reminders,
    reporting,
    review,
    review_papers,
    sentinel,
    units,
    whatif,
    years,
)
from handlers.conversation import aside, presses
from handlers.entrance import let_in, unknown_command
from handlers.feature import make_known
from handlers.telegram.chain import Chain
from handlers.telegram.command import Run, captioned, declare, is_marked, is_unmarked, marked, unmarked
from handlers.telegram.context import BotApplication, Context
from handlers.telegram.errors import on_error

FEATURES = tuple(
    room.FEATURE
    for room in (
        home,  # /menu
        reporting,  # /lapor, /status, /riwayat
        review,  # /verifikasi
        review_papers,
        rekap,
        evaluation,  # /evaluasi
        judging,
        evaluation_files,
        overdue,  # /belum
        memos,
        joining,
        people,  # /undang, /pengguna
        units,  # /opd
        office,  # /instansi
        years,  # /tahun, /target, /aturan
        deadlines,  # /tenggat
        reminder_steps,
        days_off,
        reminders,
        rehearsal,  # /gladi
        morning,
        announcements,  # /umumkan
        audit,  # /audit
        backups,  # /cadangan
        mishaps,
        figures,  # /iku
        charts,
        downloads,
        whatif,
        sentinel,  # /mutu
        early_files,
        proof,
        plain_words,
        floors,  # /batal
        entrance,  # /bantuan, /start
    )
)
"""Everything that the bot does. A new feature is a folder, and a line here."""

make_known(FEATURES)
COMMANDS = declare(*(command for feature in FEATURES for command in feature.commands))


_CAPTIONED = {name: run for feature in FEATURES for name, run in feature.captioned.items()}


async def _marked(update: Update, context: Context) -> None:
    command = marked(update.message, context) if update.message is not None else None
    await (command.guarded if command is not None else unknown_command)(update, context)


async def _unmarked(update: Update, context: Context) -> None:
    command = unmarked(update.message, context) if update.message is not None else None
    await (command.guarded if command is not None else unknown_command)(update, context)


async def _captioned(update: Update, context: Context) -> None:
    if update.message is not None:
        await _CAPTIONED[captioned(update.message)](update, context)


CHAIN = Chain(
    # An edited message is no new message: a command or answer changed afterwards must not run again.
    edited=plain_words.edited,
    pressed=presses.pressed,
    messages=(
        (is_marked, _marked),
        (is_unmarked, _unmarked),
        # A caption is no command to Telegram; whoever sends a sheet with it saves a step.
        (lambda message: bool(message.document) and captioned(message) in _CAPTIONED, _captioned),
        (lambda message: bool(message.photo or message.document), early_files.received),
        (lambda message: bool(message.text), plain_words.typed),
        # What is left: stickers, voice, places, contacts, and whatever Telegram invents next.
        (lambda _: True, plain_words.other_message),
    ),
)


# Whoever is not let in meets nothing else; only once a person is answered is it tidied up behind them.
STEPS: tuple[Run, ...] = (let_in, CHAIN.handle, aside.say_aside)
"""What every update goes through, one after the other, until one of them stops it."""


def register(app: BotApplication) -> None:
    """Put into the application who is told of what fails."""
    app.add_error_handler(on_error)


__all__ = ["COMMANDS", "FEATURES", "STEPS", "register"]
