"""The keys of `/cadangan`."""

from telegram import InlineKeyboardMarkup

from handlers.backups.buttons import Backups, MakeBackup, SendBackup
from handlers.telegram.home import home_below, home_key
from handlers.telegram.keys import PRIMARY, below, key, markup
from storage.ports import Backup

MAKE_NOW, SEND, LOOK_AGAIN, OPEN = "Buat sekarang", "Kirim berkas", "Lihat lagi", "Buka cadangan"


def overview(newest: Backup | None, *, is_under_way: bool) -> InlineKeyboardMarkup:
    return markup(
        [key(LOOK_AGAIN, Backups()) if is_under_way else key(MAKE_NOW, MakeBackup(), PRIMARY)],
        [key(SEND, SendBackup(int(newest.made_at.timestamp())))] if newest and newest.is_sealed else [],
        [home_key()],
    )


def told() -> InlineKeyboardMarkup:
    """Return the keys of what somebody is told: it stays to be read."""
    return markup([below(OPEN, Backups())], [home_below()])
