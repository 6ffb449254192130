"""Who is told of a deadline that was set, moved, extended or revoked, and what they read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.deadlines.due import extended_by_review
from domain.forms.drafts import Draft
from domain.indicators import Indicator, by_key
from domain.people.person import Person
from domain.reminders.changed import About, Moved, SetOnce, about_of, news_of, told_from
from domain.units.opd import Opd
from domain.years.rules import YearRules
from handlers.deadlines import effect_texts as texts
from handlers.deadlines import keyboards
from handlers.deadlines.desk import about, concerned, iso, owing, setting_of
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen
from storage.ports import Notice, NoticeState, Setting, UnitOfWork, Urgency

KIND = "deadline"


@dataclass(frozen=True, slots=True)
class Audience:
    """The OPD that still owe a report and whose deadline changes, and who is told."""

    opds: Sequence[Opd]
    people: Sequence[Person]


async def audience(
    uow: UnitOfWork, indicator: Indicator, before: YearRules, after: YearRules, by: int, now: datetime
) -> Audience:
    """Return whom a change of a year's rules concerns; OPD whose own deadline stays are not among them."""
    opds = [
        opd
        for opd in await owing(uow, indicator, after.year, now)
        if before.due(indicator.key, opd.code) != after.due(indicator.key, opd.code)
    ]
    return Audience(opds, concerned(await uow.people.everyone(), indicator, opds, by))


async def store_told(
    uow: UnitOfWork, context: Context, draft: Draft, before: YearRules, due: datetime | None, reason: str
) -> str:
    """Store the deadline that a draft is about and queue it for those concerned; return the reply's name.

    `before` are the rules without it. The settings of the year are locked.
    """
    key, by, at = setting_of(draft), context.person.id, context.now
    setting = await uow.years.set(draft.year, key, iso(due), by=by, at=at, legal_basis=reason)
    after = await uow.years.rules(draft.year)
    indicator = about(draft)[0]
    found = await audience(uow, indicator, before, after, by, at)
    ids = [person.id for person in found.people]
    dues = [rules.due(indicator.key, opd.code) for opd in found.opds for rules in (before, after)]
    await uow.notices.add_all(
        ids,
        KIND,
        setting.id,
        at,
        urgency=Urgency.ANSWER,
        not_before=told_from(at, (due for due in dues if due is not None)),
    )
    return name_of("deadline", setting.id)


async def deadline(context: Context, waiting: Notice) -> Screen | None:
    """Tell of a deadline only while it holds, and only of OPD that still owe the report."""
    async with context.look() as uow:
        setting = await uow.years.setting(waiting.about)
        said = about_of(setting.key)
        person = await uow.people.get(waiting.person)
        return await _screen(uow, context, setting, said, person) if said is not None else None


async def _screen(
    uow: UnitOfWork, context: Context, setting: Setting, said: About, person: Person
) -> Screen | None:
    indicator = by_key(said.indicator)
    owed = await owing(uow, indicator, setting.year, context.now)
    history = await _history(uow, setting.year, indicator, person)
    unheard = await _unheard(uow, person, history)
    if indicator.reported_by_operator:
        general, told = None, await _of_opds(uow, setting, indicator, person, owed, history, unheard)
    else:
        evaluates = indicator.owner in person.sub_bagian and owed
        general = news_of(history, setting.id, indicator.key, "", unheard) if evaluates else None
        told = []
    if general is None and not told:
        return None
    by = await uow.people.get(setting.by) if setting.by is not None else None
    text = texts.news(
        texts.News(
            indicator=indicator,
            year=setting.year,
            opds=[(opd.name, moved) for opd, moved in told],
            general=general,
            outstanding=len(owed),
            of_one_opd=bool(said.opd),
            revoked=not setting.value,
            reason=setting.legal_basis,
            by=by.name if by is not None else "Bagian Organisasi",
            now=context.now,
        )
    )
    return Screen(text, keyboards.told(indicator, setting.year, [opd for opd, _ in told]))


async def _history(uow: UnitOfWork, year: int, indicator: Indicator, person: Person) -> list[SetOnce]:
    """Return what was set about that indicator's deadlines: for everybody, and for this person's OPD."""
    return [
        SetOnce(one.id, one.key, one.value)
        for one in await uow.years.settings(year)
        if (said := about_of(one.key)) is not None
        and said.indicator == indicator.key
        and said.opd in ("", *person.opds)
    ]


async def _unheard(uow: UnitOfWork, person: Person, history: Sequence[SetOnce]) -> frozenset[int]:
    """Return the changes that were queued for this person and never arrived."""
    lines = [(one.id, await uow.notices.find(person.id, KIND, one.id)) for one in history]
    return frozenset(
        number for number, line in lines if line is not None and line.state is not NoticeState.SENT
    )


async def _of_opds(
    uow: UnitOfWork,
    setting: Setting,
    indicator: Indicator,
    person: Person,
    owed: Sequence[Opd],
    history: Sequence[SetOnce],
    unheard: Collection[int],
) -> list[tuple[Opd, Moved]]:
    """Return what the setting tells of each OPD of this person that still owes the report."""
    told = []
    for opd in owed:
        if not person.may_report_for(opd.code):
            continue
        moved = news_of(history, setting.id, indicator.key, opd.code, unheard)
        if moved is not None:
            told.append((opd, await _with_review(uow, setting.year, indicator, opd, moved)))
    return told


async def _with_review(uow: UnitOfWork, year: int, indicator: Indicator, opd: Opd, moved: Moved) -> Moved:
    """A returned report has longer by the days of its review, before and after alike."""
    events = await uow.reports.events(opd=opd.code, indicator=indicator.key, years=[year])

    def own(due: datetime | None) -> datetime | None:
        return extended_by_review(due, events) if due is not None else None

    return Moved(own(moved.before), own(moved.after))
