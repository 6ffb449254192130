"""The report of one OPD behind a percentage, to read."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.figures.asking import Period
from domain.figures.figure import Entry
from domain.forms.drafts import Evidence
from domain.forms.form import SKIPPED, Form, Kind
from domain.forms.known import of_year
from domain.indicators import Indicator
from domain.indicators.remark import NOTE
from domain.keys import Answers
from domain.language.dates import day_of
from domain.reports.events import ReportEvent
from domain.review.inbox import unusable
from domain.units.opd import Opd
from handlers.figures.part_texts import state
from handlers.figures.texts import when
from handlers.words import words
from handlers.words.names import correction_reason

_ROWS_APART = 3
"""Rows of a group that have a line each."""
NOT_COUNTED = "OPD ini tidak termasuk dalam angka pada waktu itu."


@dataclass(frozen=True, slots=True)
class Told:
    """Answers that were given for one OPD, by whom, and the files sent with them."""

    event: ReportEvent
    sender: str
    files: Sequence[Evidence]

    @property
    def openable(self) -> tuple[Evidence, ...]:
        """What of the files can be opened."""
        return tuple(file for file in self.files if not unusable(file))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that the report card shows; what there is none of is None."""

    indicator: Indicator
    opd: Opd
    entry: Entry | None
    verified: Told | None = None
    waiting: Told | None = None
    returned: Told | None = None
    """The answers that were sent back, while they are not sent again."""
    expected: Told | None = None
    """What was said instead of a report."""

    def told(self) -> tuple[Told, ...]:
        """Return all answers that are shown, in their order on the card."""
        return tuple(told for told in (self.verified, self.waiting, self.returned) if told is not None)


def report_card(asked: Period, shown: Report, note: str = "") -> str:
    """Return the report of one OPD as it stood then, to read; `note` is said first."""
    entry = shown.entry
    return words.paragraphs(
        note,
        words.lines(
            words.bold(f"{shown.indicator.number} · {shown.indicator.title} {asked.year}"),
            words.escape(shown.opd.name),
            "" if asked.live else f"<i>{words.escape(when(asked).removeprefix(' · '))}</i>",
        ),
        words.bold(state(shown.indicator, entry, day_of(asked.as_of))) if entry is not None else NOT_COUNTED,
        *(_sections(shown, entry) if entry is not None else ()),
    )


def _sections(shown: Report, entry: Entry) -> list[str]:
    now, said = entry.standing, []
    if shown.verified is not None and now.verified_at is not None:
        carried = f" · hasil dari {entry.carried_from}" if entry.carried_from else ""
        said.append(_told(shown, shown.verified, f"Diterima {words.short_moment(now.verified_at)}{carried}"))
    if shown.waiting is not None:
        kind = "Koreksi menunggu" if entry.correction_waiting else "Menunggu verifikasi"
        again = " (dikirim ulang)" if now.returned is not None else ""
        said.append(_told(shown, shown.waiting, f"{kind}{again}"))
    elif now.returned is not None:
        said.append(_returned(shown, now.returned))
    if shown.expected is not None:
        at = words.short_moment(shown.expected.event.at)
        said.append(f"<i>dicatat {words.escape(shown.expected.sender)}, {at}</i>")
    return said


def _returned(shown: Report, verdict: ReportEvent) -> str:
    heading = f"Dikembalikan {words.short_moment(verdict.at)}"
    return words.lines(
        words.bold(heading) if shown.returned is None else _told(shown, shown.returned, heading),
        f"Alasan: {words.escape(verdict.reason)}",
    )


def _told(shown: Report, told: Told, heading: str) -> str:
    event = told.event
    by = "dilaporkan" if shown.indicator.reported_by_operator else "dinilai"
    return words.lines(
        words.bold(heading),
        *(
            f"{words.escape(name)}: {words.escape(value)}"
            for name, value in answer_rows(
                shown.indicator, of_year(event.answers, event.year, day_of(event.at))
            )
        ),
        words.folded(shown.indicator.form.parts(event.answers)) if shown.indicator.form is not None else "",
        *(f"📎 {words.quote(file.name)} ({words.size(file.size)})" for file in told.files),
        "" if told.files or not shown.indicator.reported_by_operator else "Tanpa bukti",
        correction_reason(event),
        f"<i>{by} {words.escape(told.sender)}, {words.short_moment(event.at)}</i>",
        f"<i>{event.ticket}</i>" if event.ticket else "",
    )


def answer_rows(indicator: Indicator, answers: Answers) -> list[tuple[str, str]]:
    """Return each answer with what it was asked for (not escaped); doubts and evidence are left out.

    Of a group it is what the summary says: the value of nine unsur with its reading, and not only the unsur.
    """
    if indicator.form is not None:
        return _form_rows(indicator.form, answers)
    remark = answers.get(NOTE, SKIPPED)
    return [*indicator.rows(answers), ("Catatan", remark)] if remark else indicator.rows(answers)


def _form_rows(form: Form, answers: Answers) -> list[tuple[str, str]]:
    rows = form.rows(answers)
    path = [
        asked
        for asked in form.path(answers)
        if asked.kind in (Kind.CHOICE, Kind.TYPED) and not (asked.group and rows)
    ]
    told = [
        (asked.wording(answers).name, asked.told(answers[asked.key], answers))
        if answers.get(asked.key, SKIPPED) != SKIPPED
        else ("", "")
        for asked in path
    ]
    before = form.before_rows(path)
    every = [*told[:before], *_in_short([(row.name, row.value) for row in rows if not row.is_result])]
    every += [*((row.name, row.value) for row in rows if row.is_result), *told[before:]]
    return [one for one in every if one[0]]


def _in_short(told: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return a line of what would be many, as of the nine unsur: the card may hold two reports."""
    if len(told) <= _ROWS_APART:
        return told
    return [("Rincian", " · ".join(f"{name} {value}" for name, value in told))]
