"""`/undang` and `/pengguna`: invitations, roles, and who has which."""

from handlers.delivery.notices import NoticeKind
from handlers.feature import Feature
from handlers.people import choose_role, invite, role_news, roster, wishes
from handlers.people.buttons import (
    AskEnd,
    EndRole,
    FoundPeople,
    FoundUnits,
    Give,
    Invitations,
    Invite,
    People,
    PickRole,
    PickUnit,
    Revoke,
    SearchPeople,
    SearchUnit,
    SettleWish,
    ShowPerson,
)
from handlers.people.link import enter
from handlers.people.role_news import tell_admins
from handlers.people.tokens import VALID, make_token
from handlers.telegram.admins import ADMINS, for_admins
from handlers.telegram.command import Command

FEATURE = Feature(
    commands=(
        Command("undang", "Undang orang dengan tautan atau QR", invite.invite_command, ADMINS),
        Command("pengguna", "Siapa memakai bot ini, dan perannya", roster.people_command, ADMINS),
    ),
    presses=for_admins(
        {
            PickRole: choose_role.choose_role,
            PickUnit: choose_role.choose_unit,
            SearchUnit: choose_role.search,
            FoundUnits: choose_role.show_found,
            Invite: invite.show_invite,
            Invitations: invite.show_open,
            Revoke: invite.revoke,
            People: roster.show_people,
            ShowPerson: roster.show_person,
            SearchPeople: roster.search,
            FoundPeople: roster.show_found,
            Give: roster.give,
            AskEnd: roster.ask_end,
            EndRole: roster.end,
            SettleWish: wishes.settle,
        }
    ),
    flows=(choose_role.SEARCH_FLOW, roster.SEARCH_FLOW),
    replies={
        "invited": invite.show_invited,
        "revoked": invite.show_revoked,
        "person": roster.show_changed,
        "wished": wishes.show_wished,
        "settled": wishes.show_settled,
    },
    notices=(
        NoticeKind(role_news.NEWS, role_news.news),
        NoticeKind("role", roster.role_changed, to_anybody=True),
        NoticeKind(wishes.ASKED, wishes.asked),
        NoticeKind(wishes.REFUSED, wishes.refused),
    ),
)

__all__ = ["FEATURE", "VALID", "enter", "make_token", "tell_admins"]
