"""What may be accepted together after one list, and why a report is looked at by itself instead.

A reason to accept several at once is a member of `Batch`; who holds them is `handlers.review.batches`.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from domain.people.person import Person
from domain.reports.four_eyes import is_own
from domain.review.inbox import Flag, Waiting


class Batch(StrEnum):
    """A reason to accept several reports at once; the value is what buttons carry."""

    UNCHANGED = "u"
    """Last year's answer again, with evidence of this year."""
    CLEAR = "c"
    """No warning on the card of the report, and all its evidence was opened."""
    REKAP = "r"
    """What the rekap of the Inspektorat says too, so that whether the evidence was opened matters less."""


class Doubt(StrEnum):
    """Why a report is no part of a batch, the weightiest first."""

    OWN = "own"
    CORRECTION = "correction"
    RESENT = "resent"
    DIFFERS = "differs"
    AS_WRITTEN = "as_written"
    OUTDATED = "outdated"
    NO_EVIDENCE = "no_evidence"
    UNUSABLE = "unusable"
    SHARED = "shared"
    NOT_JUDGED = "not_judged"  # nobody has looked at a file's content so far
    MARKED = "marked"  # a file of which whoever opens it has to know something
    NEVER_OPENED = "never_opened"
    PARTLY_OPENED = "partly_opened"  # one file at least was opened by nobody
    JUMP = "jump"
    OTHER_SIDE = "other_side"  # it met the rule the last time and does not now, or the other way round
    NOT_IN_REKAP = "not_in_rekap"  # the rekap says nothing of that OPD


_OF_FLAGS = {
    Flag.NO_EVIDENCE: Doubt.NO_EVIDENCE,
    Flag.UNUSABLE: Doubt.UNUSABLE,
    Flag.SHARED: Doubt.SHARED,
    Flag.NEVER_OPENED: Doubt.NEVER_OPENED,
    Flag.DIFFERS: Doubt.DIFFERS,
    Flag.AS_WRITTEN: Doubt.AS_WRITTEN,
    Flag.OUTDATED: Doubt.OUTDATED,
}
_PROVED = frozenset({Doubt.NEVER_OPENED, Doubt.PARTLY_OPENED, Doubt.JUMP, Doubt.OTHER_SIDE})
"""What matters no more where somebody else says the same: the Inspektorat, whose evaluation it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is known of a waiting report beside its answers."""

    flags: tuple[Flag, ...]
    judged: bool
    """Whether every file's content was looked at."""
    marked: bool
    opened: bool
    """Whether somebody has opened every file that can be."""
    jump: Decimal | None
    warned: bool
    """Whether the card names a part of it that moved by as much."""
    other_side: bool


def noticed(look: Look) -> tuple[Doubt, ...]:
    """Return what stands against no report that the rekap proves, but is told before it is accepted."""
    holds = {Doubt.JUMP: look.jump is not None, Doubt.OTHER_SIDE: look.other_side}
    return tuple(doubt for doubt, is_so in holds.items() if is_so)


def doubt_of(person: Person, waiting: Waiting, look: Look, *, proved: bool = False) -> Doubt | None:
    """Return why that person does not accept a report unread with others; None: nothing warns of it.

    `proved`: whether the Inspektorat's rekap says the same. It is the proof then, so neither unopened
    evidence nor a value that jumps stands against it; evidence that is missing, damaged or another's does.
    Of those that jump or change sides is told how many there are (`noticed`).

    A report without warning is one whose card bears no ⚠️ and that nobody has had to return or correct: its
    evidence is there, everybody's own, readable, and every file of it was opened; its value neither jumps by
    more than fifteen points nor changes sides. An OPD that never had anything accepted has nothing to compare
    with, which is no warning: in the first year it would be one for everybody.
    """
    holds = {
        Doubt.OWN: is_own(person, waiting.sent),
        Doubt.CORRECTION: waiting.standing.correction_waiting,
        Doubt.RESENT: waiting.resent,
        Doubt.NOT_JUDGED: not look.judged,
        Doubt.MARKED: look.marked,
        Doubt.PARTLY_OPENED: not look.opened,
        Doubt.JUMP: look.jump is not None or look.warned,
        Doubt.OTHER_SIDE: look.other_side,
    } | {_OF_FLAGS[flag]: True for flag in look.flags}
    ignored = _PROVED if proved else frozenset()
    return next((doubt for doubt in Doubt if holds.get(doubt) and doubt not in ignored), None)
