"""What a reviewer has to know about a report that waits: order, warnings, flags, and what has changed."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.forms.drafts import Evidence, FileState
from domain.forms.form import Form, Kind
from domain.forms.questions import EVIDENCE, without
from domain.indicators.indicator import JUMP
from domain.keys import Answers, IndicatorKey
from domain.language.dates import day_of, year_end
from domain.people.person import Person
from domain.reports.events import ReportEvent, Standing, standing
from domain.reports.four_eyes import is_own
from domain.reports.histories import by_report, latest_verified
from domain.units.opd import Opd, in_force


@dataclass(frozen=True, slots=True)
class Waiting:
    """A submission that waits for review, with where its report stands."""

    sent: ReportEvent
    standing: Standing

    @property
    def resent(self) -> bool:
        """Whether it was sent again after a return."""
        return self.standing.returned is not None


def still_counts(opd: Opd, year: int, today: date) -> bool:
    """Return whether the OPD is in the figure of that year: in force today, or on a past year's last day.

    A verdict on anything else would change no figure (domain.md, the denominator).
    """
    return in_force(opd, min(today, day_of(year_end(year))))


def inbox(events: Iterable[ReportEvent], opds: Iterable[Opd], today: date) -> tuple[Waiting, ...]:
    """Return what waits among these events, oldest first; reports that no longer count are left out."""
    known = {opd.code: opd for opd in opds}
    found = []
    for (code, _, year), history in by_report(events).items():
        now = standing(history)
        if now.waiting is not None and code in known and still_counts(known[code], year, today):
            found.append(Waiting(now.waiting, now))
    return tuple(sorted(found, key=lambda waiting: waiting.sent.id))


def decidable_by(person: Person, waiting: Iterable[Waiting]) -> tuple[Waiting, ...]:
    """Return what this person may decide about: all but their own (`domain.reports.four_eyes`)."""
    return tuple(one for one in waiting if not is_own(person, one.sent))


def counts(waiting: Iterable[Waiting]) -> Counter[IndicatorKey]:
    """Return how many reports wait, per indicator."""
    return Counter(one.sent.indicator for one in waiting)


def following(waiting: Sequence[Waiting], after: ReportEvent) -> Waiting | None:
    """Return the next report of the inbox after that one, from the beginning again at its end.

    None when nothing else waits.
    """
    others = [one for one in waiting if one.sent.id != after.id]
    later = (one for one in others if one.sent.id > after.id)
    return next(later, others[0] if others else None)


def last_verified(events: Iterable[ReportEvent], sent: ReportEvent) -> ReportEvent | None:
    """Return the newest verified answer of the same OPD and indicator in the year of `sent` or before.

    Of a year with several periods that of the same period, else the one that counts.
    """
    return latest_verified(
        (
            event
            for event in events
            if (event.opd, event.indicator) == (sent.opd, sent.indicator) and event.year <= sent.year
        ),
        sent.period,
    )


def jump(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    """Return by how many points the value moved if by more than 15 (negative: down), else None."""
    if before is None or after is None or abs(after - before) <= JUMP:
        return None
    return after - before


class Flag(StrEnum):
    NO_EVIDENCE = "no_evidence"
    UNUSABLE = "unusable"  # a file that was refused or could not be fetched
    SHARED = "shared"  # another OPD sent the same content
    NEVER_OPENED = "never_opened"
    DIFFERS = "differs"  # the rekap of the Inspektorat says something else
    AS_WRITTEN = "as_written"  # the document contradicts itself, and the answer stands as it is written there
    OUTDATED = "outdated"  # the document was older than its year allows


def unusable(file: Evidence) -> bool:
    """Return whether nobody can read that file: its content was refused, or Telegram no longer had it."""
    return bool(file.problem) or file.state in (FileState.REFUSED, FileState.LOST)


def flags(files: Sequence[Evidence], opened: Collection[int], shared: Collection[int]) -> tuple[Flag, ...]:
    """Return what a reviewer is warned of; `opened` and `shared` are ids of files."""
    readable = [file for file in files if not unusable(file)]
    found = {
        Flag.NO_EVIDENCE: not files,
        Flag.UNUSABLE: len(readable) < len(files),
        Flag.SHARED: any(file.id in shared for file in files),
        Flag.NEVER_OPENED: bool(readable) and not any(file.id in opened for file in readable),
    }
    return tuple(flag for flag, holds in found.items() if holds)


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that changed, None where it was not asked. For the evidence: the number of files."""

    field: str
    before: str | None
    after: str | None


def differences(form: Form, before: ReportEvent, after: ReportEvent) -> tuple[Difference, ...]:
    """Return what changed from one submission to the next, in the form's order; doubts are no answers."""
    keys = [asked.key for asked in form.questions if asked.kind is not Kind.DOUBT and asked.key != EVIDENCE]
    found = [Difference(key, before.answers.get(key), after.answers.get(key)) for key in keys]
    changed = [difference for difference in found if difference.before != difference.after]
    if set(before.files) != set(after.files):
        changed.append(Difference(EVIDENCE, str(len(before.files)), str(len(after.files))))
    return tuple(changed)


def fields_of(form: Form, answers: Answers) -> tuple[str, ...]:
    """Return what may be returned of a report: every question it answered, a group as one.

    Last comes what was offered and left out: a paper's number may be missed.
    """
    path = [asked for asked in form.path(answers) if asked.kind is not Kind.DOUBT]
    return tuple(dict.fromkeys(asked.group or asked.key for asked in (*path, *form.offered(answers))))


def to_repair(form: Form, answers: Answers, fields: Collection[str]) -> dict[str, str]:
    """Return the answers that stay when these fields are returned; what is left out is asked again.

    So is what is only offered otherwise.
    """
    returned = {asked.key for asked in form.questions if asked.key in fields or asked.group in fields}
    doubts = {doubt for asked in form.questions if asked.key in returned for doubt in asked.doubts}
    return form.want(without(answers, *returned, *doubts), returned)


def same_answers(form: Form, sent: ReportEvent, last_year: ReportEvent | None) -> bool:
    """Return whether a submission gives the verified answer of the year before again.

    Files are no answer, nor is which paper it stands in.
    """
    if last_year is None or last_year.year != sent.year - 1:
        return False
    papers = {EVIDENCE, *(asked.key for asked in form.questions if asked.of_document)}
    return without(sent.answers, *papers) == without(last_year.answers, *papers)


def new_evidence(files: Iterable[Evidence], before: Iterable[Evidence]) -> bool:
    """Return whether a usable file has a content that the files of the year before did not have."""
    seen = {file.sha256 for file in before}
    return any(file.state is FileState.STORED and file.sha256 not in seen for file in files)
