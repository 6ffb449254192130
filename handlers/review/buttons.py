"""The buttons of `/verifikasi`. Ids are of events; `chosen` is a set of bits."""

from handlers.telegram.buttons import Button


class Inbox(Button, prefix="ri"):
    """What waits for the reviewer, oldest first, in pages."""

    page: int


class OpenCard(Button, prefix="rc"):
    submission: int


class Next(Button, prefix="rn"):
    """The report of the inbox after that one."""

    submission: int


class OpenFile(Button, prefix="rf"):
    """One file of a report's evidence, to be sent below its card."""

    submission: int
    file: int


class Accept(Button, prefix="ra"):
    submission: int


class PickFields(Button, prefix="rp"):
    """The fields to return, as they are after this press: bit n is the n-th field of the report."""

    submission: int
    chosen: int


class AskReason(Button, prefix="rr"):
    submission: int
    chosen: int


class UndoDecision(Button, prefix="ru"):
    decision: int


class Unchanged(Button, prefix="rb"):
    """The list of the reports that repeat last year's answer."""


class AcceptUnchanged(Button, prefix="rx"):
    """Accept exactly the list that was shown, known by its fingerprint."""

    fingerprint: str


class UndoBatch(Button, prefix="rz"):
    """Undo everything that was accepted together with that decision."""

    decision: int
