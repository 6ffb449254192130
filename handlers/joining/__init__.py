"""A stranger asks to be let in, and an admin answers with one tap."""

from handlers.delivery.notices import NoticeKind
from handlers.feature import Feature
from handlers.joining import answer, ask, at_home, refuse_all
from handlers.joining.ask import meet_stranger
from handlers.joining.buttons import WaitingRequests
from handlers.joining.waiting import how_many_wait
from handlers.telegram.admins import for_admins
from handlers.telegram.press import presses

FEATURE = Feature(
    presses=(
        *presses(ask.is_in_already),
        *for_admins(answer.show_waiting, answer.settle, refuse_all.ask_refuse_all, refuse_all.refuse_all),
    ),
    home=at_home.at_home,
    replies={
        ask.MET: ask.show_again,
        "access_settled": answer.show_settled,
        "access_refused": refuse_all.show_refused,
    },
    notices=(NoticeKind(ask.ASKED, answer.asked), NoticeKind(answer.ACCEPTED, answer.accepted)),
)

__all__ = ["FEATURE", "WaitingRequests", "how_many_wait", "meet_stranger"]
"""Who meets strangers, and the way to what they ask, which stands in `/undang`."""
