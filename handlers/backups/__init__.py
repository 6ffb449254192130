"""`/cadangan`: the copies of everything that is stored, made every night and proved to restore."""

from datetime import timedelta

from handlers.backups import ask, nightly, overview
from handlers.delivery.notices import NoticeKind
from handlers.feature import Feature
from handlers.telegram.admins import ADMINS, for_admins
from handlers.telegram.chores import Tick
from handlers.telegram.command import Command

FEATURE = Feature(
    commands=(
        Command(
            "cadangan",
            "Cadangan data, dan membuatnya sekarang",
            overview.backups_command,
            ADMINS,
            after="audit",
        ),
    ),
    presses=for_admins(overview.show_backups, ask.make_backup, ask.send_backup),
    replies={ask.WANTED: overview.show_again, ask.SENDING: ask.show_sending},
    notices=(
        NoticeKind(ask.ANSWER, ask.answered),
        NoticeKind(ask.FILE, ask.file),
        NoticeKind(nightly.TROUBLE, nightly.trouble),
    ),
    ticks=(
        Tick(
            nightly.nightly,
            timedelta(seconds=10),
            "Cadangan data",
            wakes=frozenset({"installation"}),
        ),
    ),
)

__all__ = ["FEATURE"]
