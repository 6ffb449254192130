"""What the floors below the rooms give to the bot: the buttons of every conversation, and two ticks."""

from datetime import timedelta

from handlers.conversation import answers, aside, card, ending
from handlers.conversation.buttons import (
    Answer,
    Cancel,
    DropFile,
    Edit,
    Leave,
    Move,
    Resume,
    Send,
    Undo,
)
from handlers.delivery import lane
from handlers.evidence import collect
from handlers.feature import Feature
from handlers.telegram.buttons import Noop
from handlers.telegram.chores import Tick
from handlers.telegram.command import Command
from handlers.telegram.press import Press
from handlers.telegram.screen import acknowledge

FEATURE = Feature(
    commands=(Command("batal", "Batalkan yang sedang diisi", ending.cancel_command),),
    presses=(
        Press(Answer, answers.pressed_answer),
        Press(Move, answers.pressed_move),
        Press(Edit, answers.pressed_edit),
        Press(DropFile, answers.drop_file),
        Press(Send, ending.send),
        Press(Cancel, ending.cancel),
        Press(Undo, ending.undo),
        Press(Resume, aside.resume),
        Press(Leave, ending.leave),
        Press(Noop, acknowledge),
    ),
    replies={
        "card": card.show_card,
        "cancelled": ending.show_cancelled,
        "not_yet": ending.show_not_yet,
        "restored": ending.show_restored,
    },
    ticks=(Tick(collect.collect, timedelta(seconds=2)), Tick(lane.deliver, timedelta(seconds=1))),
)
