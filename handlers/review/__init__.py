"""`/verifikasi`: one report after the other, accepted or returned."""

from domain.people.person import Role
from handlers.city.asking import ASKED
from handlers.delivery.notices import NoticeKind
from handlers.feature import Feature
from handlers.review import answering, at_home, batch, decide, heard, inbox, send_back
from handlers.review.buttons import Inbox, Oldest, OpenCard, OpenFile, OpenPapers
from handlers.review.card import submission
from handlers.review.papers import openable, send_papers
from handlers.review.report import show_report
from handlers.review.texts import NOT_YOURS
from handlers.telegram.command import Command
from handlers.telegram.press import presses

FEATURE = Feature(
    commands=(
        Command(
            "verifikasi", "Periksa laporan yang masuk", inbox.review_command, frozenset({Role.VERIFIKATOR})
        ),
    ),
    listens={heard.REVIEW: heard.heard},
    presses=presses(
        inbox.show_inbox,
        inbox.show_oldest,
        inbox.open_card,
        inbox.show_next,
        inbox.choose_papers,
        decide.accept,
        decide.undo,
        send_back.pick_fields,
        send_back.ask_reason,
        batch.list_batch,
        batch.accept_listed,
        batch.list_unchanged,
        batch.accept_unchanged,
        batch.undo_batch,
        answering.answer_question,
        not_yours=NOT_YOURS,
    ),
    flows=(send_back.RETURN_FLOW, answering.ANSWER_FLOW),
    notices=(NoticeKind(ASKED, answering.asked),),
    home=at_home.at_home,
    replies={
        "decided": decide.show_decided,
        "undecided": decide.show_undecided,
        "answered": answering.show_answered,
        "review": show_report,
        "inbox": inbox.show_list,
        "batch": batch.show_batch,
        "unbatched": batch.show_unbatched,
    },
)

__all__ = [
    "FEATURE",
    "NOT_YOURS",
    "Inbox",
    "Oldest",
    "OpenCard",
    "OpenFile",
    "OpenPapers",
    "openable",
    "send_papers",
    "show_report",
    "submission",
]
