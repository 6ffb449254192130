"""The checks, each with its rule and its boundary. One report that cannot be read stops none of them.

What an OPD's report says is what was accepted, else what waits; what was withdrawn or returned is no matter
any more, and a verdict that was undone was never given.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import TypeAlias

from domain.forms.drafts import Evidence, FileState
from domain.keys import IndicatorKey
from domain.language.dates import WIB, day_of, format_short_day
from domain.language.numbers import format_decimal
from domain.language.written import cut
from domain.reports.events import Accepted, EventKind, ReportEvent
from domain.reports.periods import ReportPeriod
from domain.review.inbox import jump, unusable
from domain.sentinel.cases import Case, Kind, Mention
from domain.sentinel.watched import Report, Watched, points

Check: TypeAlias = Callable[[Watched], Iterable[Case]]
Verdict: TypeAlias = tuple[Report, ReportEvent]

MOST_AT_ONCE, WITHIN = 10, timedelta(minutes=2)
"""So many verdicts within so long are usual."""
FEW = 4
"""OPD with the same value from which they are many: of 28 numbers with two decimals, spread over 30 points,
two alike are nothing, three are rare, and four hardly ever chance."""
ONE_IN = 50
"""Of a bigger city it is one OPD in so many: there, four may be alike by chance."""
EVENING = time(18)
"""WIB; nothing is told of what comes at that very moment."""
LONGEST_NAME = 40
_VERDICTS = frozenset({EventKind.VERIFIED, EventKind.RETURNED})


def same_file(watched: Watched) -> Iterable[Case]:
    """Tell of each content (SHA-256) that is evidence in reports of two OPD or more.

    Once for a content, however many OPD have it. Two reports of one OPD may share a file, and so may an OPD
    and the one that it was merged into. What was not fetched yet is like nothing else.
    """
    holders = defaultdict[str, list[tuple[Report, Evidence]]](list)
    for report in watched.reports:
        for file in _files(watched, report):
            if file.state is FileState.STORED and file.sha256:
                holders[file.sha256].append((report, file))
    heirs = {opd.code: opd.merged_into for opd in watched.opds if opd.merged_into}
    for found in holders.values():
        if len({_heir(report.opd.code, heirs) for report, _ in found}) > 1:
            mentions = tuple(dict.fromkeys(_mention(report) for report, _ in found))
            yield Case(Kind.SAME_FILE, mentions, f"berkas “{cut(found[0][1].name, LONGEST_NAME)}”")


def _files(watched: Watched, report: Report) -> Iterable[Evidence]:
    waiting = (report.now.waiting,) if report.now.waiting is not None else ()
    for sent in (*(one.event for one in report.now.accepted), *waiting):
        yield from (watched.files[one] for one in sent.files if one in watched.files)


def _heir(code: str, heirs: dict[str, str]) -> str:
    """Return the OPD that goes on with an OPD's tasks; a circle of such ends somewhere in it."""
    seen = {code}
    while code in heirs and heirs[code] not in seen:
        code = heirs[code]
        seen.add(code)
    return code


def never_opened(watched: Watched) -> Iterable[Case]:
    """Tell of each accepted answer of whose files no reviewer had opened one by the instant of the verdict.

    At that very instant is early enough. Without a file that can be opened there was nothing to open, and
    what the Sub Bagian evaluates by itself it has before its eyes.
    """
    together = _together(watched)
    for report in watched.reports:
        for one in report.now.accepted:
            if one.event.kind is EventKind.SUBMITTED and _was_blind(watched, one):
                beside = together[_verdict_of(report, one.event), one.at]
                batch = f", bersama {beside} laporan" if beside > 1 else ""
                yield Case(Kind.NEVER_OPENED, (_mention(report),), f"diterima {_moment(one.at)}{batch}")


def _was_blind(watched: Watched, accepted: Accepted) -> bool:
    files = [watched.files[one] for one in accepted.event.files if one in watched.files]
    readable = [file for file in files if not unusable(file)]
    opened = (watched.first_opened.get(file.id) for file in readable)
    return bool(readable) and not any(at is not None and at <= accepted.at for at in opened)


def _verdict_of(report: Report, sent: ReportEvent) -> int:
    """Return who accepted a submission; 0 where that is not told."""
    found = (one.by for one in report.told if one.kind is EventKind.VERIFIED and one.about == sent.id)
    return next(found, 0)


def _together(watched: Watched) -> Counter[tuple[int, datetime]]:
    """Return how many reports one person accepted in one instant: what *Terima semua* does, and no thumb."""
    return Counter((event.by, event.at) for _, event in watched.decided if event.kind is EventKind.VERIFIED)


def rapid(watched: Watched) -> Iterable[Case]:
    """Tell where one person gave more than ten verdicts within two minutes: ten are usual, eleven are told.

    The two minutes slide: they may begin at any verdict, and one exactly two minutes later is within them.
    Windows that overlap are one case. What was accepted together after one list is told as that.
    """
    of_each = defaultdict[int, list[Verdict]](list)
    for report, event in watched.decided:
        if event.kind in _VERDICTS:
            of_each[event.by].append((report, event))
    together = _together(watched)
    for verdicts in of_each.values():
        for run in _runs(sorted(verdicts, key=lambda one: (_clock(one[1]), one[1].id))):
            batched = sum(_is_batched(event, together) for _, event in run)
            mentions = tuple(dict.fromkeys(_mention(report) for report, _ in run))
            yield Case(Kind.RAPID, mentions, _how_rapid(run, batched))


def _runs(verdicts: Sequence[Verdict]) -> Iterable[Sequence[Verdict]]:
    """Yield what lies in windows with too many verdicts, overlapping ones as one."""
    begun, ended, last = 0, 0, 0
    for first, (_, event) in enumerate(verdicts):
        while last < len(verdicts) and _clock(verdicts[last][1]) - _clock(event) <= WITHIN:
            last += 1
        if last - first <= MOST_AT_ONCE:
            continue
        if first >= ended:
            if ended:
                yield verdicts[begun:ended]
            begun = first
        ended = last
    if ended:
        yield verdicts[begun:ended]


def _clock(event: ReportEvent) -> datetime:
    """Return when it was by the clock, which may have been set back since the report's last event."""
    return event.clock or event.at


def _is_batched(event: ReportEvent, together: Counter[tuple[int, datetime]]) -> bool:
    return event.kind is EventKind.VERIFIED and together[event.by, event.at] > 1


def _how_rapid(run: Sequence[Verdict], batched: int) -> str:
    first, last = _clock(run[0][1]), _clock(run[-1][1])
    if batched == len(run):
        return f"{batched} laporan diterima bersama lewat daftar, {_moment(first)}"
    minutes = max(1, -(-(last - first) // timedelta(minutes=1)))
    some = f", {batched} di antaranya diterima bersama" if batched else ""
    return f"{len(run)} keputusan dalam {minutes} menit, {_moment(first)}{some}"


def jumps(watched: Watched) -> Iterable[Case]:
    """Tell of each number that is more than 15 points from the accepted one of the year before.

    Exactly 15,00 is not told (`domain.review.inbox.jump`). Both are compared to the second decimal.
    """
    for report, before, after in _numbers(watched):
        moved = jump(before, after)
        if moved is not None:
            way = "naik" if moved > 0 else "turun"
            note = (
                f"{format_decimal(before)} → {format_decimal(after)}, {way} {format_decimal(abs(moved))} poin"
            )
            yield Case(Kind.JUMP, (_mention(report),), note)


def as_last_year(watched: Watched) -> Iterable[Case]:
    """Tell of each number that is that of the year before to the second decimal, as it is shown."""
    for report, before, after in _numbers(watched):
        if before == after:
            yield Case(Kind.AS_LAST_YEAR, (_mention(report),), f"{format_decimal(after)} di kedua tahun")


def _numbers(watched: Watched) -> Iterable[tuple[Report, Decimal, Decimal]]:
    """Yield the numbers of last year and of this, of every report that has both."""
    for report in watched.reports:
        answer, last = report.answer, report.last_year
        if answer is not None and last is not None:
            before, after = (
                points(report.indicator, last.answers),
                points(report.indicator, answer.answers),
            )
            if before is not None and after is not None:
                yield report, before, after


def by_many(watched: Watched) -> Iterable[Case]:
    """Tell of each number that many OPD have, to the second decimal, in one indicator.

    Many are four, and in a city with more than 200 numbers one in fifty of those.
    """
    alike = defaultdict[tuple[IndicatorKey, Decimal], list[Report]](list)
    for report in watched.reports:
        found = points(report.indicator, report.answer.answers) if report.answer is not None else None
        if found is not None:
            alike[report.indicator.key, found].append(report)
    every = Counter[IndicatorKey]()
    for (key, _), reports in alike.items():
        every[key] += len(reports)
    for (key, number), reports in alike.items():
        if len(reports) >= many(every[key]):
            mentions = tuple(_mention(report) for report in reports)
            note = f"{format_decimal(number)} di {len(reports)} dari {every[key]} OPD"
            yield Case(Kind.BY_MANY, mentions, note)


def many(numbers: int) -> int:
    """Return from how many OPD on a value is that of many, among so many with a value."""
    return max(FEW, -(-numbers // ONE_IN))


def last_evening(watched: Watched) -> Iterable[Case]:
    """Tell of each report that was first sent after 18.00 WIB on the day of its deadline.

    An OPD with a deadline of its own has its own last evening. At 18.00.00 it is not evening yet. What is
    sent again after a return, or corrects, has a time of its own.
    """
    for report in watched.reports:
        due = watched.rules.due(report.indicator.key, report.opd.code)
        if due is None:
            continue
        for sent in _first_sent(report):
            if day_of(sent.at) == day_of(due) and sent.at.astimezone(WIB).time() > EVENING:
                yield Case(Kind.LAST_EVENING, (_mention(report),), f"dikirim {_moment(sent.at)}")


def _first_sent(report: Report) -> Iterable[ReportEvent]:
    """Return the first submission of each period that was neither withdrawn nor a correction."""
    withdrawn = {event.about for event in report.told if event.kind is EventKind.WITHDRAWN}
    first: dict[ReportPeriod, ReportEvent] = {}
    for event in report.told:
        if event.kind is EventKind.SUBMITTED and not event.is_correction and event.id not in withdrawn:
            first.setdefault(event.period, event)
    return first.values()


def _mention(report: Report) -> Mention:
    return Mention(report.opd.code, report.indicator.key, report.said)


def _moment(instant: datetime) -> str:
    return f"{format_short_day(day_of(instant))} {instant.astimezone(WIB):%H.%M} WIB"


CHECKS: tuple[Check, ...] = (
    same_file,
    never_opened,
    rapid,
    jumps,
    as_last_year,
    by_many,
    last_evening,
)


def cases_of(watched: Watched) -> tuple[Case, ...]:
    """Return everything that the checks see, in their order; within one in the order of the form."""
    return tuple(case for check in CHECKS for case in check(watched))
