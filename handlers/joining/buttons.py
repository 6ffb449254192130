"""The buttons of those who ask to be let in, and of those who answer."""

from handlers.telegram.buttons import Button


class Join(Button, prefix="xj"):
    """A stranger's step: `value` is the page of a list or the code of an OPD, or empty."""

    step: str
    value: str


class WaitingRequests(Button, prefix="xw"):
    """The requests that wait for an admin, one at a time."""

    page: int


class AskRefuseAll(Button, prefix="xq"):
    """Refuse all that wait: asked first."""


class RefuseAll(Button, prefix="xr"):
    """Refuse all that were listed: those up to the newest of them."""

    newest: int


class SettleRequest(Button, prefix="xt"):
    """Let somebody in as they asked (1), or not (0)."""

    request: int
    accepted: int
