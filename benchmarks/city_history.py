"""What happened in a made-up city: the reports of some years, in the order in which they came."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from domain.forms.form import SKIPPED, Asked, Form, Place
from domain.forms.questions import EVIDENCE, WITH_FILES, WITHOUT_FILES
from domain.indicators import INDICATORS, evaluated, reported
from domain.indicators.anjab import ANJAB_FORM, DONE, NOT_YET, Stage
from domain.indicators.ikm import IKM_FORM, PUBLISHED
from domain.indicators.ketatalaksanaan import ITEM_KEYS, ItemResult
from domain.indicators.sakip import SAKIP_FORM, predikat_of
from domain.keys import Answers, IndicatorKey
from domain.language.dates import WIB, day_of, year_end
from domain.language.numbers import format_decimal
from domain.reports.events import EventKind, ReportEvent, event_about
from domain.reports.expected import EXPECTED_MONTH
from domain.reports.return_reason import Reason, in_words

_KINDS_OF_ANSWERS = 60
"""How many different answers an indicator gets in a year: reading each anew would take minutes."""
_SENT, _BACK, _AGAIN, _BACK_TWICE, _ONCE_MORE, _DECIDED, _EVALUATED, _LAST = range(8)
"""What follows what within a year."""
_MOST_IN_A_PHASE = 3
"""Events that one phase brings for a report at most."""
# Of 100 OPD that report, in the year that runs: so many have sent nothing, wait, and have it back.
_MISSING, _WAITING, _RETURNED = 15, 10, 7
_ANSWERS, _ANSWERS_AGAIN = 6, 2
"""Versions of a draft until it is sent, and until it is sent once more."""
_EXPECTED = 3
"""Of those that have sent nothing: so many have said when it will come."""


class History:
    """The events of some years; `by` gives the person of an OPD, `reviewers` those of an indicator."""

    def __init__(
        self, opds: Sequence[str], by: Mapping[str, int], reviewers: Mapping[IndicatorKey, int]
    ) -> None:
        self._opds, self._by, self._reviewers = opds, by, reviewers
        self._last = 0
        self._open: dict[tuple[str, IndicatorKey], ReportEvent] = {}
        self.sent: dict[tuple[str, IndicatorKey], ReportEvent] = {}
        """The last submission of each report of the year that was told last."""
        self.repaired: dict[int | None, int] = {}
        """The returned submission that a draft of that year repaired last."""
        self.brought: set[int] = set()
        """The submissions of that year that brought the first file of their report."""
        self.drafts = self._files = 0
        self._dice = random.Random(13)  # noqa: S311 - the same city every time

    def of(self, year: int, now: datetime) -> Iterator[ReportEvent]:
        """Yield what happened in a year, up to now, in order; the ids go on from year to year."""
        begin = datetime(year, 1, 5, 8, tzinfo=WIB)
        end = min(year_end(year) - timedelta(days=10), now - timedelta(hours=1))
        step = max(end - begin, timedelta(hours=8)) / _LAST
        runs, pools = year_end(year) > now, _pools(year, day_of(now))
        most = len(self._opds) * len(INDICATORS) * _MOST_IN_A_PHASE
        self._open.clear()
        for of_year in (self.sent, self.repaired, self.brought):
            of_year.clear()
        for phase in range(_LAST):
            begun = begin + step * phase
            for number, event in enumerate(self._phase(phase, year, pools, runs=runs)):
                yield self._kept(event, begun + step * number / most)

    def _kept(self, event: ReportEvent, at: datetime) -> ReportEvent:
        self._last += 1
        stored = replace(event, id=self._last, at=at)
        if stored.kind in (EventKind.SUBMITTED, EventKind.EVALUATED):
            self._open[stored.opd, stored.indicator] = stored
        if stored.kind is EventKind.SUBMITTED:
            self.sent[stored.opd, stored.indicator] = stored
        return stored

    def _phase(
        self, phase: int, year: int, pools: Mapping[IndicatorKey, Sequence[Answers]], *, runs: bool
    ) -> Iterator[ReportEvent]:
        if phase == _EVALUATED:
            yield from self._evaluations(year, pools)
            return
        for one in reported():
            for place, opd in enumerate(self._opds):
                # Which of a hundred it is differs from indicator to indicator.
                lot = (place * 37 + len(one.key) * 11) % 100 if runs else 99
                event = self._report(phase, opd, one.key, year, pools[one.key], lot)
                if event is not None:
                    yield event

    def _report(
        self, phase: int, opd: str, indicator: IndicatorKey, year: int, pool: Sequence[Answers], lot: int
    ) -> ReportEvent | None:
        rounds = (0, 0, 1, 1, 2)[hash_of(opd, indicator) % 5]
        if lot < _MISSING:
            says = phase == _SENT and lot < _EXPECTED
            return self._expected(opd, indicator, year) if says else None
        if lot < _MISSING + _WAITING + _RETURNED:
            rounds = 0
        if phase == _SENT or (phase == _AGAIN and rounds) or (phase == _ONCE_MORE and rounds > 1):
            answers = pool[self._dice.randrange(len(pool))]
            return self._submitted(self._new(EventKind.SUBMITTED, opd, indicator, year, answers))
        sent = self._open[opd, indicator]
        if (phase == _BACK and rounds) or (phase == _BACK_TWICE and rounds > 1):
            return self._returned(sent)
        if phase == _DECIDED and lot >= _MISSING + _WAITING:
            returned = lot < _MISSING + _WAITING + _RETURNED
            return self._returned(sent) if returned else self._about(sent, EventKind.VERIFIED)
        return None

    def _evaluations(
        self, year: int, pools: Mapping[IndicatorKey, Sequence[Answers]]
    ) -> Iterator[ReportEvent]:
        """Half of them are taken back and given anew."""
        for one in evaluated():
            pool = pools[one.key]
            for place, opd in enumerate(self._opds):
                first = self._new(
                    EventKind.EVALUATED, opd, one.key, year, pool[self._dice.randrange(len(pool))]
                )
                yield first
                if place % 2:
                    yield self._about(self._open[opd, one.key], EventKind.UNDONE)
                    yield first

    def _new(
        self, kind: EventKind, opd: str, indicator: IndicatorKey, year: int, answers: Answers
    ) -> ReportEvent:
        by = self._reviewers[indicator] if kind is EventKind.EVALUATED else self._by[opd]
        return ReportEvent(
            id=0, kind=kind, opd=opd, indicator=indicator, year=year, at=_LATER, by=by, answers=answers
        )

    def _submitted(self, new: ReportEvent) -> ReportEvent:
        """Return it with the draft that it came from, which a report keeps, and the file sent with half."""
        before = self.sent.get((new.opd, new.indicator))
        if before is not None:
            self.repaired[before.draft] = before.id
            draft, version, files = before.draft, (before.draft_version or 0) + _ANSWERS_AGAIN, before.files
        else:
            self.drafts += 1
            draft, version, files = self.drafts, _ANSWERS, self._first_files(new)
        proved = {EVIDENCE: WITH_FILES} if files else {}
        answers = {**new.answers, **proved}
        return replace(new, draft=draft, draft_version=version, files=files, answers=answers)

    def _first_files(self, new: ReportEvent) -> tuple[int, ...]:
        if hash_of(new.opd, new.indicator) % 2:
            return ()
        self._files += 1
        self.brought.add(self._last + 1)
        return (self._files,)

    def _expected(self, opd: str, indicator: IndicatorKey, year: int) -> ReportEvent:
        return self._new(EventKind.EXPECTED, opd, indicator, year, {EXPECTED_MONTH: f"{year}-12"})

    def _about(self, sent: ReportEvent, kind: EventKind) -> ReportEvent:
        return event_about(sent, kind, by=self._reviewers[sent.indicator], at=_LATER)

    def _returned(self, sent: ReportEvent) -> ReportEvent:
        reason = in_words(Reason.NO_PROOF)
        return replace(self._about(sent, EventKind.RETURNED), reason=reason, fields=(EVIDENCE,))


_LATER = datetime(2000, 1, 1, tzinfo=WIB)
"""Stands for the instant until it is known."""


def hash_of(opd: str, indicator: str) -> int:
    """Return a number that is the same in every run, which that of `hash` is not."""
    return sum(opd.encode()) + sum(indicator.encode())


def _pools(year: int, today: date) -> dict[IndicatorKey, list[Answers]]:
    """Return some valid answers of every indicator."""
    on = min(today, date(year, 12, 31))
    dice = random.Random(year)  # noqa: S311 - as above
    every = [_some(dice, on) for _ in range(_KINDS_OF_ANSWERS)]
    return {one.key: [some[one.key] for some in every] for one in INDICATORS}


def _some(dice: random.Random, on: date) -> dict[IndicatorKey, Answers]:
    nilai, survey = (Decimal(dice.randrange(5000, 9500)) / 100 for _ in range(2))
    done = (DONE, f"{on.year}-01-02", f"000.8.3.2/{dice.randrange(999):03}/{on.year}", SKIPPED, WITHOUT_FILES)
    planned = (NOT_YET, Stage.PENGOLAHAN, f"{on:%Y-%m}", WITHOUT_FILES)
    items = {key: dice.choice(list(ItemResult)).value for key in sorted(ITEM_KEYS)}
    if dice.random() < 0.7:  # noqa: PLR2004 - most are in order
        items = dict.fromkeys(items, ItemResult.MET.value)
    return {
        IndicatorKey.SAKIP: _read(on, SAKIP_FORM, predikat_of(nilai), format_decimal(nilai), WITHOUT_FILES),
        IndicatorKey.IKM: _read(
            on, IKM_FORM, PUBLISHED, format_decimal(survey), "169 dari 300", WITHOUT_FILES
        ),
        IndicatorKey.ANJAB: _read(on, ANJAB_FORM, *(done if dice.random() < 0.8 else planned)),  # noqa: PLR2004
        IndicatorKey.KELEMBAGAAN: {"hasil": "tepat" if dice.random() < 0.8 else "perlu"},  # noqa: PLR2004
        IndicatorKey.KETATALAKSANAAN: items,
    }


def _read(on: date, form: Form, *typed: str) -> Answers:
    place = Place()
    for said in typed:
        place = form.answer(place, said, Asked(place.answers, on))
    return form.complete(place.answers)
