"""`/umumkan`: write it, choose for whom, see it as they will, send it, take it back."""

from datetime import timedelta

from handlers.announcements import history, progress, recall, write
from handlers.announcements.texts import for_whom
from handlers.delivery.notices import NoticeKind
from handlers.feature import Feature
from handlers.telegram.admins import ADMINS, for_admins
from handlers.telegram.chores import Tick
from handlers.telegram.command import Command

LEDGER = frozenset({progress.ANNOUNCEMENT, progress.RECALL})
"""The kinds of lines in the delivery ledger that tell for good what became of an announcement."""

FEATURE = Feature(
    commands=(Command("umumkan", "Kirim pengumuman kepada banyak orang", write.announce_command, ADMINS),),
    presses=for_admins(
        write.announce,
        write.show_recipients,
        write.write_another,
        history.show_recent,
        history.show_unreached,
        progress.show,
        progress.stop,
        recall.ask_recall,
        recall.recall,
    ),
    flows=(write.ANNOUNCE_FLOW,),
    replies={"announcement": progress.show_progress},
    notices=(
        NoticeKind(progress.ANNOUNCEMENT, progress.announced),
        NoticeKind(progress.RECALL, recall.recalling, to_anybody=True),
    ),
    ticks=(
        Tick(
            progress.follow,
            timedelta(seconds=3),
            "Pengumuman",
            wakes=frozenset({"announcements", "notices"}),
        ),
    ),
)

__all__ = ["FEATURE", "LEDGER", "for_whom"]
