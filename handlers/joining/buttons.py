"""The buttons of those who ask to be let in, and of those who answer."""

from handlers.telegram.buttons import Button


class Join(Button, prefix="xj"):
    """A stranger's step: `value` is the page of a list or the code of an OPD, or empty."""

    step: str
    value: str


class WaitingRequests(Button, prefix="xw"):
    """The requests that wait for an admin, one at a time."""

    page: int


class SettleRequest(Button, prefix="xt"):
    """Let somebody in as they asked (1), or not (0)."""

    request: int
    accepted: int
