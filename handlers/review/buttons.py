"""The buttons of `/verifikasi`. Ids are of events; `chosen` is a set of bits."""

from handlers.telegram.buttons import Button


class Inbox(Button, prefix="ri"):
    """What waits for the reviewer, oldest first, in pages."""

    page: int


class OpenCard(Button, prefix="rc"):
    submission: int


class Oldest(Button, prefix="rs"):
    """The report that has waited longest, of those that whoever presses it may decide about."""


class Next(Button, prefix="rn"):
    """The report of the inbox after that one."""

    submission: int


class OpenFile(Button, prefix="rf"):
    """One file of a report's evidence, on cards of before `OpenPapers`."""

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
    """As `ListBatch`, on cards of before there were several reasons."""


class AcceptUnchanged(Button, prefix="rx"):
    """As `AcceptListed`, on such cards."""

    fingerprint: str


class ListBatch(Button, prefix="rk"):
    """The list of what may be accepted together for that reason (a `Batch`)."""

    why: str


class AcceptListed(Button, prefix="rq"):
    """Accept exactly the list that was shown for that reason, known by its fingerprint."""

    why: str
    fingerprint: str


class OpenPapers(Button, prefix="rg"):
    """All files of a report's evidence, to be sent with its card below them."""

    submission: int


class PapersByThemselves(Button, prefix="ro"):
    """Whether evidence shall come by itself from now on (1 or 0), pressed on that page of the inbox."""

    wanted: int
    page: int


class AnswerQuestion(Button, prefix="aw"):
    """*Jawab*: what an operator asked about that return."""

    decision: int


class UndoBatch(Button, prefix="rz"):
    """Undo everything that was accepted together with that decision."""

    decision: int
