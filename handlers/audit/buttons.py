"""The buttons of `/audit`."""

from handlers.telegram.buttons import Button


class Trail(Button, prefix="yl"):
    """The entries before that one (0: the newest), of the search with that draft's id (0: all)."""

    before: int
    search: int


class SearchTrail(Button, prefix="yq"):
    """Ask for a word to look for."""


class Parked(Button, prefix="yp"):
    """A page of what failed and was set aside."""

    page: int


class TryAgain(Button, prefix="yr"):
    """Let what was set aside be tried anew at once, or call it seen where nothing is left to try."""

    trouble: int
