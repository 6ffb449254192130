"""The evaluations that the Sub Bagian make themselves: which OPD are due, and which comes next."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from domain.figures.figure import Entry, figure_now
from domain.forms.form import Asked, Form, Kind, Question
from domain.forms.questions import without
from domain.forms.words import Wording
from domain.indicators import Indicator, evaluated
from domain.keys import Answers
from domain.language.dates import day_of
from domain.language.written import compared
from domain.overdue.debts import is_early, is_year_pursued
from domain.people.person import Person
from domain.reports.events import ReportEvent
from domain.units.opd import Opd
from domain.years.rules import YearRules

SEARCH, SOUGHT = "cari", "dicari"
LONGEST_SEARCH = 40
"""Characters of a typed name that are looked at."""


class Stage(StrEnum):
    """Where one OPD stands in an evaluation."""

    DUE = "belum"
    CARRIED = "lalu"  # a result of an earlier year still counts
    DONE = "sudah"


def evaluates(person: Person) -> tuple[Indicator, ...]:
    """Return the indicators that this person evaluates: those that their Sub Bagian owns."""
    return tuple(indicator for indicator in evaluated() if indicator.owner in person.sub_bagian)


def stage_of(entry: Entry) -> Stage:
    if entry.standing.verified is None:
        return Stage.DUE
    return Stage.CARRIED if entry.carried_from is not None else Stage.DONE


def counts(entries: Iterable[Entry]) -> Counter[Stage]:
    return Counter(stage_of(entry) for entry in entries)


def entries_of(
    indicator: Indicator,
    rules: YearRules,
    now: datetime,
    opds: Iterable[Opd],
    events: Iterable[ReportEvent],
) -> tuple[Entry, ...]:
    """Return every OPD of the year's figure, by name: the list to evaluate is the denominator itself."""
    found = figure_now(
        indicator.key,
        rules.year,
        now,
        opds,
        events,
        lambda answers: indicator.rule(answers, rules.chosen),
        indicator.validity_years(rules.chosen),
    )
    return found.entries


def following(entries: Sequence[Entry], after: str, stage: Stage) -> Entry | None:
    """Return the next OPD of that stage after the OPD of that code, from the beginning again at the end.

    None when no other OPD is left in that stage.
    """
    codes = [entry.opd.code for entry in entries]
    here = codes.index(after) + 1 if after in codes else 0
    around = (*entries[here:], *entries[:here])
    return next(
        (entry for entry in around if entry.opd.code != after and stage_of(entry) is stage),
        None,
    )


def is_asked_for(rules: YearRules, indicator: Indicator, now: datetime) -> bool:
    """Return whether that year's results are still asked for.

    Last year's are while its deadline is pursued as those of the reports are, and in any case early in the
    year: not every city sets a deadline for itself. Nothing is asked of a closed year.
    """
    if rules.closed_at is not None:
        return False
    early = is_early(day_of(now)) and day_of(now).year - 1 == rules.year
    return early or is_year_pursued(rules.year, rules.deadlines.get(indicator.key), now)


def last_change(events: Iterable[ReportEvent]) -> int:
    """Return the id of the newest event, 0 without any: what a button has to know to notice a race."""
    return max((event.id for event in events), default=0)


def matching(opds: Iterable[Opd], sought: str) -> tuple[Opd, ...]:
    """Return the OPD whose name, short name or code has every word that was typed, in any order."""
    words = compared(sought).split()
    return tuple(
        opd for opd in opds if all(word in compared(f"{opd.name} {opd.short} {opd.code}") for word in words)
    )


def _read_search(text: str, _: Asked) -> str:
    return compared(text)[:LONGEST_SEARCH]


def _settle_search(answers: Answers, value: str) -> Answers:
    """Keep what was sought beside the question, which so stays open: the next message searches again."""
    return {**without(answers, SEARCH), SOUGHT: value}


TASK_FORM = Form(
    "evaluasi",
    (
        Question(
            key=SEARCH,
            kind=Kind.EVIDENCE,
            read=_read_search,
            settle=_settle_search,
            words=Wording("Cari OPD", "Ketik sebagian nama OPD."),
        ),
    ),
)
"""The evaluation as somebody's present task: what is typed searches an OPD, a file is a filled-in sheet."""
