"""What can go wrong with the storage.

StorageError
├── Unavailable      the database cannot be reached or is locked: wait and try again
│   └── NoRoom       it can be read, but nothing can be stored just now: a full disk, a read-only folder
├── Unusable         it is damaged, or not the one it must be: no waiting heals it, somebody has to
├── Stale            somebody else changed this first: nothing was stored
├── AlreadyApplied   this update's effect is stored already: show its outcome, change nothing
├── CannotDraw       a content becomes no file (`storage.ports.rendering`): say so, in one sentence
└── NotFound         there is no such record
"""


class StorageError(Exception):
    pass


class Unavailable(StorageError):
    pass


class NoRoom(Unavailable):
    pass


class Unusable(StorageError):
    """Its text is one line for whoever runs the bot: what is wrong, and what to do about it."""


class Stale(StorageError):
    pass


class AlreadyApplied(StorageError):
    pass


class NotFound(StorageError):
    pass
