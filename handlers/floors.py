"""What the floors below the rooms give to the bot: the buttons of every conversation, and two ticks."""

from datetime import timedelta

from handlers.conversation import answers, aside, card, ending
from handlers.delivery import lane
from handlers.evidence import collect
from handlers.feature import Feature
from handlers.telegram.chores import Tick
from handlers.telegram.command import Command
from handlers.telegram.press import presses
from handlers.telegram.screen import acknowledge

FEATURE = Feature(
    commands=(Command("batal", "Batalkan yang sedang diisi", ending.cancel_command),),
    presses=presses(
        answers.pressed_answer,
        answers.pressed_move,
        answers.pressed_edit,
        answers.drop_file,
        ending.send,
        ending.cancel,
        ending.undo,
        aside.resume,
        aside.take_over,
        ending.leave,
        acknowledge,
    ),
    replies={
        "card": card.show_card,
        "cancelled": ending.show_cancelled,
        "not_yet": ending.show_not_yet,
        "restored": ending.show_restored,
        "taken": aside.show_taken,
    },
    ticks=(
        Tick(collect.collect, timedelta(seconds=2), "Bukti"),
        Tick(lane.deliver, timedelta(seconds=1), "Pemberitahuan", retries=False),
    ),
)
