"""A year in the life of the city, acted out on a storage: random, but the same for the same seed.

Everything happens through the ports, in the order of the calendar, as the bot would store it.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random

from domain.indicators import INDICATORS, Indicator
from domain.keys import Answers, IndicatorKey
from domain.language.dates import WIB
from domain.reports.events import DECISIONS, EventKind, ReportEvent, State, may_undo, standing
from domain.reports.expected import EXPECTED_MONTH
from domain.units.opd import Opd, in_force
from storage.ports import Storage, UnitOfWork

YEAR = 2026
FIRST_DAY = date(2024, 1, 1)
CITY = tuple(Opd(f"OPD{number}", f"Dinas {number:02}", "dinas", FIRST_DAY) for number in range(8))
DAYS_BETWEEN_ACTS = 2
_CLOSED, _MERGED, _FOUNDED, _RENAMED, _ENDED = (
    date(YEAR, 2, 10),
    date(YEAR, 5, 20),
    date(YEAR, 8, 3),
    date(YEAR, 10, 5),
    date(YEAR + 1, 1, 15),
)
_CITY_CHANGES = {
    _CLOSED: replace(CITY[5], valid_to=_CLOSED, decree="Perda 1/2026"),
    _MERGED: replace(CITY[6], valid_to=_MERGED, merged_into=CITY[0].code, decree="Perda 2/2026"),
    _FOUNDED: Opd("BARU", "Dinas Baru", "dinas", _FOUNDED),
    _RENAMED: replace(CITY[7], name="Badan Tujuh"),
    _ENDED: replace(CITY[4], valid_to=_ENDED - timedelta(days=1)),
}
"""Units closed, merged, founded and renamed, each in another quarter than the last."""
_RULE_CHANGES = {
    date(YEAR, 4, 7): ("sakip.minimum", "BB"),
    date(YEAR, 7, 9): ("target.sakip", "80"),
    date(YEAR, 9, 9): ("tatalaksana.required", "sop,probis"),
    date(YEAR, 11, 2): ("kelembagaan.validity", "1"),
}

_SAKIP = (("A", "85"), ("BB", "75.5"), ("B", "65"), ("CC", "55"), ("C", "40"))
_VERDICTS = (EventKind.VERIFIED, EventKind.VERIFIED, EventKind.RETURNED, EventKind.WITHDRAWN)
UNDONE_SHARE = 0.2
NOT_OUT_SHARE, TAKEN_BACK_SHARE = 0.5, 0.2
"""Of the reports that are missing, how many OPD say that they are not out yet, and take that back."""
_ITEMS = ("sop", "probis", "layanan", "naskah", "skm")


def _answers(indicator: IndicatorKey, chance: Random) -> Answers:
    if indicator is IndicatorKey.SAKIP:
        predikat, nilai = chance.choice(_SAKIP)
        return {"predikat": predikat, "nilai": nilai}
    if indicator is IndicatorKey.KELEMBAGAAN:
        return {"hasil": chance.choice(["tepat", "perlu"])}
    if indicator is IndicatorKey.IKM:
        of = chance.choice([{}, {"periode": "s1"}, {"periode": "s2"}])
        return {"cara": "terbit", "nilai": chance.choice(["88.31", "76.61", "76.60", "60"]), **of}
    if indicator is IndicatorKey.ANJAB:
        return {"status": chance.choice(["sudah", "belum"])}
    return {item: chance.choice(["met", "met", "met", "unmet", "not_applicable"]) for item in _ITEMS}


@dataclass
class Replay:
    """One year on one storage; `now` is its clock."""

    storage: Storage
    seed: int
    now: datetime = datetime(2025, 5, 4, 8, tzinfo=WIB)
    person: int = 0
    done: dict[EventKind, int] = field(default_factory=dict)
    """How often each kind of event happened: a replay in which something never happens proves nothing."""

    def __post_init__(self) -> None:
        self._chance = Random(self.seed)  # noqa: S311 - a story, no secret

    async def begin(self) -> None:
        """Found the city, set the year's rules, and evaluate some OPD the year before."""
        async with self.storage.uow() as uow:
            person = await uow.people.add(77, "Pelaku", self.now)
            self.person = person.id
            for opd in CITY:
                await uow.opds.record(opd, by=None, at=self.now)
            await uow.years.set(YEAR, "target.sakip", "75", by=None, at=self.now)
            for opd in CITY[:3]:
                await self._store(uow, EventKind.EVALUATED, opd.code, INDICATORS[1], YEAR - 1)
            await uow.commit()

    async def play(self, until: datetime) -> None:
        """Go on day by day to that instant, which then is now."""
        day = max(self.now.date(), date(YEAR, 1, 1) - timedelta(days=1))
        while (day := day + timedelta(days=1)) <= until.astimezone(WIB).date():
            acting = day.toordinal() % DAYS_BETWEEN_ACTS == 0
            if not acting and day not in _CITY_CHANGES and day not in _RULE_CHANGES:
                continue
            self.now = datetime.combine(day, time(8, self._chance.randrange(60)), WIB)
            async with self.storage.uow() as uow:
                await self._change(uow, day)
                if acting:
                    await self._act(uow)
                await uow.commit()
        self.now = until

    async def _change(self, uow: UnitOfWork, today: date) -> None:
        if today in _CITY_CHANGES:
            await uow.opds.record(_CITY_CHANGES[today], by=self.person, at=self.now)
        if today in _RULE_CHANGES:
            key, value = _RULE_CHANGES[today]
            await uow.years.set(YEAR, key, value, by=self.person, at=self.now)

    async def _act(self, uow: UnitOfWork) -> None:
        """Do one thing that somebody may do now to one report."""
        there = [opd.code for opd in await uow.opds.all() if in_force(opd, self.now.date())]
        opd, indicator = self._chance.choice(there), self._chance.choice(INDICATORS)
        events = await uow.reports.events(opd=opd, indicator=indicator.key, years=[YEAR])
        now = standing(events)
        waiting = now.waiting
        if not indicator.reported_by_operator:
            decision = await self._store(uow, EventKind.EVALUATED, opd, indicator)
        elif now.expected is not None and self._chance.random() < TAKEN_BACK_SHARE:
            await self._store(uow, EventKind.WITHDRAWN, opd, indicator, about=now.expected.id)
            return
        elif indicator.not_out and now.state is State.MISSING and self._chance.random() < NOT_OUT_SHARE:
            await self._store(uow, EventKind.EXPECTED, opd, indicator)
            return
        elif waiting is None:
            await self._store(uow, EventKind.SUBMITTED, opd, indicator)
            return
        else:
            kind = self._chance.choice(_VERDICTS)
            decision = await self._store(uow, kind, opd, indicator, about=waiting.id)
        if decision.kind in DECISIONS and self._chance.random() < UNDONE_SHARE:
            self.now += timedelta(minutes=3)
            may_undo([*events, decision], decision, self.now)
            await self._store(uow, EventKind.UNDONE, opd, indicator, about=decision.id)

    async def _store(
        self,
        uow: UnitOfWork,
        kind: EventKind,
        opd: str,
        indicator: Indicator,
        year: int = YEAR,
        *,
        about: int | None = None,
    ) -> ReportEvent:
        answers: Answers = {}
        if kind in (EventKind.SUBMITTED, EventKind.EVALUATED):
            answers = _answers(indicator.key, self._chance)
        elif kind is EventKind.EXPECTED:
            answers = {EXPECTED_MONTH: f"{YEAR}-{self._chance.randint(1, 12):02}"}
        self.done[kind] = self.done.get(kind, 0) + 1
        return await uow.reports.append(
            ReportEvent(
                id=0,
                kind=kind,
                opd=opd,
                indicator=indicator.key,
                year=year,
                at=self.now,
                by=self.person,
                answers=answers,
                about=about,
            )
        )
