"""The buttons of `/instansi`."""

from handlers.telegram.buttons import Button


class OfficeCard(Button, prefix="na"):
    """What stands there now."""


class OfficeGroup(Button, prefix="nb"):
    """Some parts of it, with a key to change each: "kop", "formulir", "dasar", "nota", "logo"."""

    group: str


class ChangePart(Button, prefix="nc"):
    """Begin the conversation about one part, by the key of `domain.office.office.Part`."""

    part: str


class ChangeLogo(Button, prefix="nd"):
    """Begin to send a logo."""


class RemoveLogo(Button, prefix="ne"):
    """Let documents have none."""


class Signatories(Button, prefix="nf"):
    page: int


class ShowSignatory(Button, prefix="ng"):
    number: int


class ChangeSignatory(Button, prefix="nh"):
    """Begin a conversation about whoever signs; `number` 0 for somebody new."""

    form: str
    number: int


class AskStrike(Button, prefix="ni"):
    """Ask whether somebody is to be taken off the list."""

    number: int


class Strike(Button, prefix="nj"):
    number: int
