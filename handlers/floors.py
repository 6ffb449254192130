"""What the floors below the rooms give to the bot: buttons of conversations, the lane, living cards."""

from datetime import timedelta

from handlers.conversation import answers, aside, card, ending
from handlers.delivery import lane, pins, refresh, unpin
from handlers.delivery.notices import NoticeKind
from handlers.evidence import collect
from handlers.feature import Feature
from handlers.papers import asking, forgetting, making, sending
from handlers.papers.texts import NOT_YOURS
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
        pins.pin,
    )
    + presses(asking.pressed, not_yours=NOT_YOURS),
    replies={
        "card": card.show_card,
        "cancelled": ending.show_cancelled,
        "not_yet": ending.show_not_yet,
        "restored": ending.show_restored,
        "taken": aside.show_taken,
        asking.ASKED: asking.show_asked,
    },
    notices=(
        NoticeKind(refresh.CHANGED, refresh.changed, to_anybody=True),
        NoticeKind(asking.PAPER, sending.brought, to_anybody=True),
    ),
    ticks=(
        Tick(collect.collect, timedelta(seconds=2), "Bukti", wakes=frozenset({"evidence"}), at_once=True),
        Tick(
            lane.deliver,
            timedelta(seconds=1),
            "Pemberitahuan",
            retries=False,
            wakes=frozenset({"notices", "people"}),
            at_once=True,
        ),
        Tick(
            refresh.look_at_cards,
            timedelta(seconds=5),
            "Kartu yang berubah sendiri",
            wakes=frozenset({"audit"}),
        ),
        Tick(unpin.take_down_pins, timedelta(minutes=10), wakes=frozenset({"cards"})),
        Tick(making.make, timedelta(seconds=1), wakes=frozenset({"documents"}), at_once=True),
        Tick(making.bring_left, timedelta(seconds=30), wakes=frozenset({"documents", "document_wishes"})),
        Tick(forgetting.forget, timedelta(hours=1), wakes=frozenset({"document_files"})),
    ),
)
