"""What can go wrong with the storage.

StorageError
├── Unavailable      the database cannot be reached or is locked: wait and try again
├── Stale            somebody else changed this first: nothing was stored
├── AlreadyApplied   this update's effect is stored already: show its outcome, change nothing
├── CannotDraw       a content becomes no file (`storage.ports.rendering`): say so, in one sentence
└── NotFound         there is no such record
"""


class StorageError(Exception):
    pass


class Unavailable(StorageError):
    pass


class Stale(StorageError):
    pass


class AlreadyApplied(StorageError):
    pass


class NotFound(StorageError):
    pass
