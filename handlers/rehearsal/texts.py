"""`/gladi`: who would be reminded of what and when, as it reads on a phone and in a sheet."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from domain.indicators import by_key, place_of, reported
from domain.keys import IndicatorKey
from domain.language.dates import day_of
from domain.people.person import Person
from domain.rehearsal.entries import Foreseen, ForeseenList, News
from domain.rehearsal.plan import Day, Plan, Scope
from domain.reminders.planned import Item
from domain.years.rules import YearRules
from domain.years.steps import step
from handlers.words import words
from handlers.words.people import NO_OPERATOR, WHY_UNREACHABLE, person_name

TITLE = "Gladi pengingat"
ABOUT = "Siapa akan diingatkan tentang apa, dan kapan. Gladi tidak mengirim apa pun."
IF_NOTHING_HAPPENS = "<i>Bila tidak ada lagi yang melapor. Gladi tidak mengirim apa pun.</i>"
NO_DEADLINE = "Belum ada tenggat; tetapkan lewat /tenggat."
ALL_REPORTED = "Tidak ada yang perlu diingatkan: semua laporannya sudah masuk."
NO_STEP_LEFT = "Tidak ada pengingat lagi: semua langkahnya sudah lewat."
HOW_TO_REACH = "Mintalah orangnya membuka bot dan menekan Mulai, atau undang operator lain lewat /undang."
DAY_IS_EMPTY = "⚠️ Pada hari itu tidak ada pengingat lagi."
ALSO_NAMED, ASKED_AGAIN = "ikut disebut", "diminta lagi"
CAPTION = "Gladi pengingat: siapa menerima apa, dan kapan. Tidak ada yang dikirim."
OF_MONTH = "bulan perkiraan"
"""Said of a day that no step is, but the month in which an OPD expects its report."""
LATE_LIST = "daftar yang terlambat"
NEVER = "Tidak akan sampai"
COLUMNS = ("Tanggal", "Jam", "Hari", "Nama", "OPD", "Laporan", "Langkah", "Tenggat")
LIST_COLUMNS = ("Tanggal", "Jam", "Hari", "Kepada", "Laporan", "OPD", "Tenggat")
NEVER_COLUMNS = ("Nama", "OPD", "Sebab")
_OPDS = (8, 3, 1)
"""How many OPD of one person are named, for one screen: fewer where the message would be too long."""
REMINDERS_SHEET, LISTS_SHEET = "Pengingat", "Daftar terlambat"


def scope_title(scope: Scope) -> str:
    """Return what is rehearsed in few words: "SAKIP 2026", "2026"."""
    return f"{by_key(scope.indicator).title} {scope.year}" if scope.indicator else str(scope.year)


def file_name(scope: Scope) -> str:
    return f"{TITLE} {scope_title(scope)}.xlsx"


def choose(rules: Sequence[YearRules], scopes: Sequence[Scope]) -> str:
    """Return what can be rehearsed, each deadline with its moment."""
    listed = [
        words.lines(
            words.bold(f"Tenggat {one.year}"),
            *(f"{report.title}: {_due(one, report.key)}" for report in reported()),
        )
        for one in rules
        if Scope(one.year) in scopes
    ]
    return words.paragraphs(words.bold(TITLE), ABOUT, *(listed or [NO_DEADLINE]))


def _due(rules: YearRules, indicator: IndicatorKey) -> str:
    due = rules.deadlines.get(indicator)
    return words.short_moment(due) if due is not None else words.NO_DEADLINE


def calendar(plan: Plan, days: Sequence[Day], rules: YearRules, note: str = "") -> str:
    """Return a page of the calendar, or why it is empty."""
    return words.paragraphs(
        note,
        words.lines(words.bold(f"{TITLE} {plan.scope.year}"), *_deadlines(plan.scope, rules)),
        *(_day(one, plan.scope) for one in days),
        "" if plan.days else _why_empty(plan, rules),
        words.lines(
            f"⚠️ {NEVER}: {_never_summary(plan)}" if plan.never else "",
            IF_NOTHING_HAPPENS,
        ),
    )


def _deadlines(scope: Scope, rules: YearRules) -> list[str]:
    if scope.indicator is not None:
        due = rules.deadlines.get(scope.indicator)
        name = words.escape(by_key(scope.indicator).short)
        return [f"{name} · tenggat {words.moment(due)}" if due is not None else name, *_own(scope, rules)]
    told = [
        f"{report.title} {day_label(day_of(rules.deadlines[report.key]))}"
        for report in reported()
        if report.key in rules.deadlines
    ]
    return [f"Tenggat: {' · '.join(told)}" if told else "", *_own(scope, rules)]


def _own(scope: Scope, rules: YearRules) -> list[str]:
    """Say how many OPD have longer than everybody."""
    wanted = [one.key for one in reported() if scope.indicator in (None, one.key)]
    own = {opd for indicator in wanted for opd in rules.longer(indicator)}
    return [f"{len(own)} OPD dengan tenggat sendiri"] if own else []


def _why_empty(plan: Plan, rules: YearRules) -> str:
    if rules.closed_at is not None:
        return f"Tahun {rules.year} sudah ditutup, jadi tidak ada yang ditagih."
    wanted = {one.key for one in reported() if plan.scope.indicator in (None, one.key)}
    if wanted.isdisjoint({*rules.deadlines, *(indicator for indicator, _ in rules.extensions)}):
        return NO_DEADLINE
    return NO_STEP_LEFT if plan.owed else ALL_REPORTED


def day_label(day: date) -> str:
    """27 Nov."""
    return f"{day.day} {words.MONTHS[day.month - 1][:3]}"


def _day(shown: Day, scope: Scope) -> str:
    steps = list(dict.fromkeys(label for _, label in _news(shown, scope)))
    head = words.bold(f"{words.DAYS[shown.day.weekday()]} {day_label(shown.day)} {_clocks(shown)}")
    return words.lines(
        f"{head} · {steps[0]}" if len(steps) == 1 else head,
        f"{count(shown.messages, scope)}: {_reports(shown, scope, steps)}" if shown.messages else "",
        *(_list(one) for one in shown.lists),
    )


def _clocks(shown: Day) -> str:
    moments = {*(one.at for one in shown.messages), *(one.at for one in shown.lists)}
    return ", ".join(words.clock(at) for at in sorted(moments))


def _news(shown: Day, scope: Scope) -> list[tuple[IndicatorKey, str]]:
    """Return each report and step that the day tells first, in the order of the reports.

    From where a step was moved is said only where it was moved for everybody.
    """
    found = defaultdict[tuple[int, int], set[tuple[IndicatorKey, str]]](set)
    for message in shown.messages:
        for one in message.news:
            if scope.covers(one.item):
                key = one.item.indicator
                found[place_of(key), one.step].add((key, news_label(one, message.at)))
    return [
        min(labels) if len(labels) == 1 else (min(labels)[0], step(offset))
        for (_, offset), labels in sorted(found.items())
    ]


def news_label(news: News, at: datetime) -> str:
    """Return the step, from which day it was moved, or that it is made up for: "H-3 (dari Minggu)"."""
    if news.of_month:
        return OF_MONTH
    if day_of(at) != news.planned:
        return f"{step(news.step)} (susulan)"
    moved = f" (dari {words.DAYS[news.nominal.weekday()]})" if news.planned != news.nominal else ""
    return f"{step(news.step)}{moved}"


def _reports(shown: Day, scope: Scope, steps: Sequence[str]) -> str:
    told = [
        by_key(key).title if len(steps) == 1 else f"{by_key(key).title} {label}"
        for key, label in _news(shown, scope)
    ]
    again = any(not message.news for message in shown.messages)
    return ", ".join(dict.fromkeys([*told, *([ASKED_AGAIN] if again else [])]))


def count(messages: Sequence[Foreseen], scope: Scope) -> str:
    """Return "7 orang dari 6 OPD"."""
    opds = {
        item.opd
        for message in messages
        for item in ([one.item for one in message.news] or message.items)
        if scope.covers(item)
    }
    return f"{len({message.person.id for message in messages})} orang dari {len(opds)} OPD"


def _list(one: ForeseenList) -> str:
    opds = len({debt.opd for debt in one.told.debts})
    return f"Kasubbag {one.told.owner.short_name}: {LATE_LIST} ({opds} OPD)"


def day(shown: Day, page: Sequence[Foreseen], names: Mapping[str, str], scope: Scope) -> str:
    """Return a page of one day's people, each with everything that the message would name."""
    return words.fitting(lambda most: _people(shown, page, names, scope, most), _OPDS)


def _people(shown: Day, page: Sequence[Foreseen], names: Mapping[str, str], scope: Scope, most: int) -> str:
    when = f"{words.DAYS[shown.day.weekday()]}, {words.day(shown.day)} pukul {_clocks(shown)} WIB"
    return words.paragraphs(
        words.lines(words.bold(when), count(shown.messages, scope) if shown.messages else ""),
        *(words.lines(words.bold(one.person.name), *_named(one, names, most)) for one in page),
        words.lines(*(_list(one) for one in shown.lists)),
    )


def _named(message: Foreseen, names: Mapping[str, str], most: int) -> list[str]:
    opds = list(dict.fromkeys(item.opd for item in message.items))
    told = [f"{words.escape(names.get(opd, opd))}: {_items(message, opd)}" for opd in opds[:most]]
    return [*told, words.more(len(opds) - most)]


def _items(message: Foreseen, opd: str) -> str:
    """Return what is said of one OPD: "SAKIP H-3 (dari Minggu); juga IKM"."""
    news = {one.item: one for one in message.news}
    own = [item for item in message.items if item.opd == opd]
    first = [f"{_title(item)} {news_label(news[item], message.at)}" for item in own if item in news]
    also = ", ".join(_title(item) for item in own if item not in news)
    return "; ".join([*first, f"juga {also}" if first else also] if also else first)


def _title(item: Item) -> str:
    return by_key(item.indicator).title


def _never_summary(plan: Plan) -> str:
    people = len(plan.never) - len(plan.silent)
    told = [f"{people} orang"] if people else []
    return ", ".join([*told, *([f"{len(plan.silent)} OPD tanpa operator"] if plan.silent else [])])


def never(plan: Plan, page: Sequence[Person | str], names: Mapping[str, str]) -> str:
    """Return a page of the people who cannot be reached and, by their codes, the OPD without operators."""
    return words.fitting(
        lambda most: words.paragraphs(
            words.bold(f"{NEVER} ({len(plan.never)})"),
            words.lines(*(_never_line(one, names, most) for one in page)),
            HOW_TO_REACH,
        ),
        _OPDS,
    )


def _never_line(one: Person | str, names: Mapping[str, str], most: int) -> str:
    if isinstance(one, str):
        return f"• {words.escape(names.get(one, one))} – {NO_OPERATOR}"
    told = [names.get(opd, opd) for opd in one.opds[:most]]
    opds = ", ".join(filter(None, [*told, words.more(len(one.opds) - most)]))
    return f"• {person_name(one)} ({words.escape(opds)}) – {why_unreached(one)}"


def why_unreached(person: Person) -> str:
    return WHY_UNREACHABLE[person.unreachable] if person.unreachable is not None else ""
