"""The buttons of `/cadangan`."""

from handlers.telegram.buttons import Button


class Backups(Button, prefix="zc"):
    """The last backups."""


class MakeBackup(Button, prefix="zm"):
    """Make one now."""


class SendBackup(Button, prefix="zs"):
    """Send the encrypted file of the backup that was made at that second of Unix time."""

    made: int
