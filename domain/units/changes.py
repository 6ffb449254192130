"""What a decree does to an OPD: founded, renamed, closed, merged, or a closing taken back.

A code never changes, so reports and roles stay with their unit. No change may touch a quarter that has
ended: its figures were read out in a meeting.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from domain.errors import NotPossible, Problem
from domain.keys import Answers
from domain.language.dates import last_quarter_end
from domain.language.written import compared
from domain.units.form import CODE, DAY, DECREE, KIND, NAME, NO_SHORT, SHORT
from domain.units.opd import Opd, in_force
from domain.units.short_names import check_short_name


class Validity(StrEnum):
    """Where a unit is in its life on a given day."""

    COMING = "coming"
    IN_FORCE = "in_force"
    CLOSING = "closing"  # in force, and its last day is known
    CLOSED = "closed"


def validity(opd: Opd, today: date) -> Validity:
    if opd.valid_to is not None and opd.valid_to < today:
        return Validity.CLOSED
    if opd.valid_from > today:
        return Validity.COMING
    return Validity.IN_FORCE if opd.valid_to is None else Validity.CLOSING


def founded(answers: Answers, known: Iterable[Opd]) -> Opd:
    """Return the new unit. Raises NotPossible when its code or name is taken, or its code is a short name."""
    known = tuple(known)
    if any(answers[CODE] in (opd.code, opd.short.upper()) for opd in known):
        raise NotPossible(Problem.OPD_CODE_TAKEN)
    _check_name(answers[NAME], known)
    return Opd(
        code=answers[CODE],
        name=answers[NAME],
        kind=answers[KIND],
        valid_from=date.fromisoformat(answers[DAY]),
        decree=answers[DECREE],
    )


def renamed(opd: Opd, answers: Answers, known: Iterable[Opd], today: date) -> Opd:
    """Return the unit under its new name; the day of the change is kept beside the decree's number.

    Raises NotPossible for a unit that has ended, or when another one has that name.
    """
    _check_alive(opd, today)
    _check_name(answers[NAME], [other for other in known if other.code != opd.code])
    day = date.fromisoformat(answers[DAY])
    return replace(opd, name=answers[NAME], decree=f"{answers[DECREE]} ({day.day}/{day.month}/{day.year})")


def shortened(opd: Opd, answers: Answers, known: Iterable[Opd], today: date) -> Opd:
    """Return the unit under its new short name, or none.

    Raises NotPossible for a unit that has ended, or when another one is called so while this one is there.
    """
    _check_alive(opd, today)
    short = answers[SHORT]
    called = replace(opd, short="" if short == NO_SHORT else short)
    check_short_name(called, known)
    return called


def closed(opd: Opd, answers: Answers, today: date) -> Opd:
    """Return the unit with its last day. Raises NotPossible when it has ended, or would before it began."""
    _check_alive(opd, today)
    last = date.fromisoformat(answers[DAY])
    if last < opd.valid_from:
        raise NotPossible(Problem.OPD_ENDS_BEFORE_START)
    return replace(opd, valid_to=last, decree=answers[DECREE], merged_into="")


def merged(opd: Opd, into: Opd, answers: Answers, today: date) -> Opd:
    """Return the unit with its last day and the unit that goes on with its tasks.

    Raises NotPossible as `closed` does, and when the other unit does not exist on the day after.
    """
    last = closed(opd, answers, today)
    after = date.fromisoformat(answers[DAY]) + timedelta(days=1)
    if into.code == opd.code or not in_force(into, after):
        raise NotPossible(Problem.OPD_NO_SUCCESSOR)
    return replace(last, merged_into=into.code)


def kept_open(opd: Opd, answers: Answers, known: Iterable[Opd], today: date) -> Opd:
    """Return the unit without a last day.

    Raises NotPossible when that day is over, or there is none, or when its short name has been given on.
    """
    if validity(opd, today) is not Validity.CLOSING:
        raise NotPossible(Problem.OPD_HAS_ENDED)
    kept = replace(opd, valid_to=None, merged_into="", decree=answers[DECREE])
    check_short_name(kept, known)
    return kept


def changes_past(before: Opd | None, after: Opd, today: date) -> bool:
    """Return whether the denominator of a quarter that has ended would be another one."""
    ends = before.valid_to if before is not None else None
    if before is None:
        return after.valid_from <= last_quarter_end(today)
    if before.valid_from != after.valid_from:
        return min(before.valid_from, after.valid_from) <= last_quarter_end(today)
    days = [day for day in (ends, after.valid_to) if day is not None]
    return ends != after.valid_to and min(days) < last_quarter_end(today)


def _check_alive(opd: Opd, today: date) -> None:
    if validity(opd, today) is Validity.CLOSED:
        raise NotPossible(Problem.OPD_HAS_ENDED)


def _check_name(name: str, others: Iterable[Opd]) -> None:
    if any(compared(opd.name) == compared(name) for opd in others):
        raise NotPossible(Problem.OPD_NAME_TAKEN)
