"""Fills an empty storage with the demonstration: a believable middle of the year."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from importlib.resources import files

from bot.sample import decisions, people, reports
from bot.sample.calendar import deadlines, workdays
from domain.forms.form import Asked, Place
from domain.indicators import INDICATORS, by_key
from domain.keys import IndicatorKey
from domain.language.dates import WIB, day_of
from domain.overdue.debts import debts
from domain.people.person import Grant, Role, Unreachable
from domain.rehearsal.entries import rehearse
from domain.reminders.planned import MAKE_UP, City
from domain.reports.events import EventKind, ReportEvent, event_about
from domain.reports.return_reason import in_words
from domain.units.list import opds_from
from domain.years.rules import target_key
from handlers.morning import MORNING_MESSAGE, READERS, number_of
from storage.foreign.spreadsheets import rows_of
from storage.ports import NoticeState, RekapSheet, Storage, UnitOfWork, Urgency

_USUAL_TARGET = "75"
_OF_QUARTERS = ("20", "40", "60", "75")
"""Targets of SAKIP by quarter, as a plan of action has them."""
_TARGETS = {
    IndicatorKey.KELEMBAGAAN: "80",
    IndicatorKey.IKM: "85",
    IndicatorKey.KETATALAKSANAAN: "70",
    IndicatorKey.ANJAB: "60",
}
_SINCE = timedelta(days=700)
"""How long the demonstration's city has used the bot: since before the last year began."""
_BETWEEN = timedelta(days=4, hours=7)
"""From one report to the next, so that every quarter of the year has some."""
_QUICKLY = timedelta(seconds=7)
"""From one verdict to the next, where they were given one after the other."""
_BEGUN = (("DINKES", IndicatorKey.IKM, 1022, ("terbit",)), ("DISKOMINFO", IndicatorKey.SAKIP, 1023, ("BB",)))
"""Drafts left half-way: OPD, report, whose, and what was answered so far."""


def targets() -> dict[IndicatorKey, str]:
    """Return the demonstration's target of every indicator, in percent."""
    return {one.key: _TARGETS.get(one.key, _USUAL_TARGET) for one in INDICATORS}


async def seed(storage: Storage, now: datetime) -> bool:
    """Store the demonstration in one transaction, unless somebody is known already; return whether it was."""
    async with storage.uow() as uow:
        if await uow.people.everyone():
            return False
        today = now.astimezone(WIB).date()
        for opd in opds_from(rows_of(files("bot.sample").joinpath("opd.csv").read_bytes())):
            await uow.opds.record(opd, by=None, at=now - _SINCE)
        ids = await _add_people(uow, now - _SINCE)
        await _set_year(uow, today.year - 1, _due_last_year(today), now - _SINCE)
        await _set_year(uow, today.year, deadlines(now), now - _SINCE)
        for quarter, target in enumerate(_OF_QUARTERS, start=1):
            key = target_key(IndicatorKey.SAKIP, quarter)
            await uow.years.set(today.year, key, target, by=None, at=now - _SINCE)
        await _report(uow, ids, now, today)
        await _keep_rekap(uow, ids, now, today.year)
        await _begin_drafts(uow, now, today)
        await _remind(uow, now, today.year)
        await _greet(uow, now)
        await uow.commit()
    return True


async def _add_people(uow: UnitOfWork, at: datetime) -> dict[Grant, int]:
    """Return the first person's id of every grant."""
    ids: dict[Grant, int] = {}
    for sample in (*people.PEOPLE, *people.COLLEAGUES, *people.NEVER_STARTED):
        if not sample.grants:
            continue
        person = await uow.people.add(sample.telegram_id, sample.name, at)
        if sample in people.NEVER_STARTED:
            await uow.people.unreachable(person.id, Unreachable.NEVER_STARTED, at)
        for grant in sample.grants:
            await uow.people.grant(person.id, grant, by=None, at=at)
            ids.setdefault(grant, person.id)
    return ids


async def _set_year(uow: UnitOfWork, year: int, due: Mapping[IndicatorKey, datetime], at: datetime) -> None:
    for key, target in targets().items():
        await uow.years.set(year, f"target.{key}", target, by=None, at=at)
    # Chosen, as whoever opens a year has to: nobody is asked for it on the first day of the demonstration.
    await uow.years.set(year, "sakip.minimum", "B", by=None, at=at)
    for key, deadline in due.items():
        await uow.years.set(year, f"deadline.{key}", deadline.isoformat(), by=None, at=at)


@dataclass(frozen=True, slots=True)
class _Step:
    """One thing that happened in the demonstration's past: the report or evaluation that it is about."""

    at: datetime
    kind: EventKind
    year: int
    about: reports.Report


async def _report(uow: UnitOfWork, ids: dict[Grant, int], now: datetime, today: date) -> None:
    """Store what happened in the order in which it did: a higher id means later (`domain.sequence`)."""
    sent: dict[tuple[str, IndicatorKey, int], ReportEvent] = {}
    for step in sorted((*_last_year(today), *_this_year(now, today)), key=lambda step: step.at):
        opd, indicator, _ = step.about
        if step.kind is EventKind.VERIFIED:
            asked = sent[opd, indicator, step.year]
            await uow.reports.append(_decided(asked, ids, step.at, this_year=step.year == today.year))
        else:
            sent[opd, indicator, step.year] = await uow.reports.append(_event(step, ids))


def _last_year(today: date) -> Iterator[_Step]:
    end, decided = date(today.year - 1, 12, 31), 0
    for at, report in _sent_last_year(today):
        yield _Step(at, EventKind.SUBMITTED, end.year, report)
        verified = at + timedelta(days=2, hours=3)
        if report[1] == IndicatorKey.ANJAB:
            # All in one afternoon, and quickly: what *Mutu data* tells of.
            verified = datetime.combine(date(end.year, 7, 31), time(14), WIB) + decided * _QUICKLY
            decided += 1
        yield _Step(verified, EventKind.VERIFIED, end.year, report)
    for at, evaluation in _in_turn(_last_reports(today), decisions.evaluated_last_year()):
        yield _Step(at, EventKind.EVALUATED, end.year, evaluation)


def _last_reports(today: date) -> datetime:
    """Return when the last report of the year before was sent."""
    return datetime.combine(date(today.year - 1, 12, 1), time(9), WIB)


def _sent_last_year(today: date) -> Iterator[tuple[datetime, reports.Report]]:
    return _in_turn(_last_reports(today), reports.last_year(date(today.year - 1, 12, 31)))


def _due_last_year(today: date) -> Mapping[IndicatorKey, datetime]:
    """Return the one deadline of the year before: long past, and on an evening on which a report came."""
    evenings = (
        day_of(at)
        for at, (_, indicator, _) in _sent_last_year(today)
        if indicator == IndicatorKey.ANJAB and at.time() > time(18)
    )
    return {IndicatorKey.ANJAB: datetime.combine(next(evenings), time(23, 59), WIB)}


def _this_year(now: datetime, today: date) -> Iterator[_Step]:
    newest_first = sorted(reports.this_year(today), key=_is_decided)
    for at, report in _in_turn(now - timedelta(hours=5), iter(newest_first)):
        yield _Step(at, EventKind.SUBMITTED, today.year, report)
        if _is_decided(report):
            decided = min(at + timedelta(days=1, hours=2), now - timedelta(hours=1))
            yield _Step(decided, EventKind.VERIFIED, today.year, report)
    for at, said in _in_turn(now - timedelta(days=2), reports.not_out_yet(today)):
        yield _Step(at, EventKind.EXPECTED, today.year, said)
    for at, evaluation in _in_turn(now - timedelta(days=3), decisions.evaluated_this_year()):
        yield _Step(at, EventKind.EVALUATED, today.year, evaluation)


def _is_decided(report: reports.Report) -> bool:
    """What still waits came in last."""
    opd, indicator, _ = report
    return opd not in decisions.STILL_WAITING[indicator]


def _reviewer(ids: dict[Grant, int], indicator: IndicatorKey) -> int:
    return ids[Grant(Role.VERIFIKATOR, by_key(indicator).owner)]


def _in_turn(latest: datetime, listed: Iterator[reports.Report]) -> Iterator[tuple[datetime, reports.Report]]:
    """Yield what is listed with instants from `latest` backwards, some by day and some at night."""
    return ((latest - _BETWEEN * number, report) for number, report in enumerate(listed))


def _event(step: _Step, ids: dict[Grant, int]) -> ReportEvent:
    opd, indicator, answers = step.about
    operator = Grant(Role.OPERATOR, opd)
    return ReportEvent(
        id=0,
        kind=step.kind,
        opd=opd,
        indicator=indicator,
        year=step.year,
        at=step.at,
        by=_reviewer(ids, indicator) if step.kind is EventKind.EVALUATED else ids[operator],
        answers=answers,
    )


def _decided(sent: ReportEvent, ids: dict[Grant, int], at: datetime, *, this_year: bool) -> ReportEvent:
    """Return the verdict: returned if the sample says so, else verified."""
    reason, fields = "", tuple[str, ...]()
    returned = decisions.RETURNED.get((sent.opd, sent.indicator)) if this_year else None
    if returned is not None:
        reason, fields = in_words(returned[0]), returned[1]
    kind, by = EventKind.RETURNED if reason else EventKind.VERIFIED, _reviewer(ids, sent.indicator)
    return event_about(sent, kind, by=by, at=at, reason=reason, fields=fields)


async def _keep_rekap(uow: UnitOfWork, ids: dict[Grant, int], now: datetime, year: int) -> None:
    """Keep the Inspektorat's table, which came half an hour ago."""
    names = {opd.code: opd.name for opd in await uow.opds.all()}
    name = f"Rekap LHE AKIP {year}.xlsx"
    await uow.rekap.keep(
        RekapSheet(
            id=0,
            year=year,
            by=_reviewer(ids, IndicatorKey.SAKIP),
            at=now - timedelta(minutes=30),
            name=name,
            sha256=sha256(name.encode()).hexdigest(),
            rows=tuple(reports.rekap(names)),
        )
    )


async def _remind(uow: UnitOfWork, now: datetime, year: int) -> None:
    """Note that the past days' reminders were sent: nobody is greeted by one that is only made up for."""
    rules = await uow.years.rules(year)
    city = City(
        people=await uow.people.everyone(),
        debts=debts(rules, await uow.opds.all(), await uow.reports.events(years=[year]), now),
        ledger=(),
        workdays=workdays(now),
        steps={year: rules.steps},
    )
    for moment in rehearse(now - MAKE_UP, city, day_of(now)):
        for reminder in moment.reminders if moment.at <= now else ():
            await uow.reminders.add(reminder, moment.at)


async def _greet(uow: UnitOfWork, now: datetime) -> None:
    """Note that this day's morning messages were sent, for the same reason."""
    about = number_of(day_of(now))
    readers = [one.id for one in await uow.people.everyone() if not READERS.isdisjoint(one.roles)]
    await uow.notices.add_all(readers, MORNING_MESSAGE, about, now, urgency=Urgency.DUTY)
    for line in await uow.notices.about(MORNING_MESSAGE, about):
        await uow.notices.update(replace(line, state=NoticeState.SENT, settled_at=now))


async def _begin_drafts(uow: UnitOfWork, now: datetime, today: date) -> None:
    for opd, indicator, telegram_id, typed in _BEGUN:
        person = await uow.people.by_telegram_id(telegram_id)
        form = by_key(indicator).form
        if person is None or form is None:
            raise LookupError(f"the sample draft of {opd} has no person or no form")
        place = Place()
        for text in typed:
            place = form.answer(place, text, Asked(place.answers, today))
        at = now - timedelta(minutes=3)
        draft = await uow.drafts.start(opd, indicator, today.year, by=person.id, at=at)
        await uow.drafts.save(replace(draft, place=place), by=person.id, at=at)
