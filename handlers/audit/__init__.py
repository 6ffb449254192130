"""`/audit`: who changed what, what was set aside, and the watches that note it."""

from datetime import timedelta

from handlers.audit import at_home, clock_watch, head_watch, parked, row_watch, trail
from handlers.feature import Feature
from handlers.telegram.admins import ADMINS, for_admins
from handlers.telegram.chores import Tick
from handlers.telegram.command import Command

FEATURE = Feature(
    commands=(Command("audit", "Siapa mengubah apa, dan kapan", trail.audit_command, ADMINS),),
    presses=for_admins(trail.show_trail, trail.search, parked.show_parked, parked.try_again),
    flows=(trail.SEARCH.flow,),
    home=at_home.at_home,
    replies={"parked": parked.show_page},
    ticks=(
        Tick(clock_watch.keep_watch, timedelta(seconds=5)),
        Tick(row_watch.keep_rows, timedelta(seconds=5)),
        Tick(head_watch.keep_head, timedelta(minutes=5), wakes=frozenset()),
    ),
)

__all__ = ["FEATURE"]
