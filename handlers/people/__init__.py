"""`/undang` and `/pengguna`: invitations, roles, and who has which."""

from handlers.delivery.notices import NoticeKind
from handlers.feature import Feature
from handlers.people import (
    at_home,
    choose_role,
    invite,
    invite_all,
    nameless,
    role_news,
    roster,
    sheets,
    wishes,
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
        choose_role.choose_role,
        choose_role.choose_unit,
        choose_role.search,
        choose_role.show_found,
        invite.show_invite,
        invite_all.show_uninvited,
        invite_all.invite_all,
        sheets.show_sheets,
        sheets.pick_sheet,
        sheets.make_sheets,
        invite.show_open,
        invite.revoke,
        roster.show_people,
        roster.show_person,
        roster.show_roles,
        roster.search,
        roster.show_found,
        roster.give,
        roster.ask_end,
        roster.end,
        nameless.ask_forget,
        nameless.forget,
        wishes.settle,
    ),
    papers=(sheets.INVITATIONS,),
    home=at_home.at_home,
    listens={roster.LIST: roster.heard},
    flows=(choose_role.SEARCH.flow, roster.SEARCH.flow),
    replies={
        "invited": invite.show_invited,
        "invited_all": invite_all.show_invited_all,
        "revoked": invite.show_revoked,
        "person": roster.show_changed,
        "forgotten": nameless.show_forgotten,
        "wished": wishes.show_wished,
        "settled": wishes.show_settled,
    },
    notices=(
        NoticeKind(role_news.NEWS, role_news.news),
        NoticeKind(role_news.USED, role_news.invitation_used),
        NoticeKind(role_news.ROLE, role_news.role_changed, to_anybody=True),
        NoticeKind(wishes.ASKED, wishes.asked),
        NoticeKind(wishes.REFUSED, wishes.refused),
    ),
)

__all__ = ["FEATURE", "VALID", "enter", "make_token", "tell_admins"]
