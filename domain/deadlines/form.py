"""Deadlines, their steps and days off as guided conversations.

What a question has to know beside its answers (the year, the deadline that holds now, the days worth
offering) is put into the draft when it begins, under keys that no question has.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial

from domain.deadlines.workdays import Workdays
from domain.errors import InvalidAnswer, Problem
from domain.forms.form import Asked, Form, Kind, Question
from domain.forms.questions import counting, reads_text, without
from domain.forms.words import Wording
from domain.keys import Answers
from domain.language.dates import WIB, format_answered_day, parse_date
from domain.language.written import answered
from domain.years.rules import WORKING
from domain.years.steps import Steps, named_days, parse_days

DATE, TIME, REASON, DAYS, NAME = "tanggal", "jam", "alasan", "hari", "nama"
YEAR, PRESENT, OFFERED, OFF = "tahun", "kini", "tawaran", "libur"
"""What the draft begins with: the year; the deadline that holds (ISO, "" for none); the days to offer and the
days off that are known already (ISO, between commas)."""
LONGEST_REASON, LONGEST_NAME = 300, 80
"""Characters."""
EARLIEST_TIME = time(9)
"""An earlier deadline would be over before, or at, the morning's reminder of its own day."""
USUAL_TIMES = ("12.00", "16.00", "23.59")
EXTENDED_UNTIL = (3, 31)
"""Month and day of the following year until which an extension may last: so long last year's is taken."""
_TIME = re.compile(r"(?:(?:pukul|jam) )?([0-9]{1,2})(?:[.:]([0-9]{2}))?(?: ?wib)?")

_DAY_AND_TIME = re.compile(
    r"(?P<day>.*?[a-z0-9])[,.]? (?P<time>(?:pukul|jam) .+|[0-9]{1,2}[.:][0-9]{2}(?: ?wib)?)"
)

Fits = Callable[[datetime, datetime], Problem | None]
"""Returns what is wrong with a new deadline beside the present one."""


def due_in(answers: Answers) -> datetime | None:
    """Return the deadline that was answered, None while day or time is missing."""
    if DATE not in answers or TIME not in answers:
        return None
    return _instant(answers[DATE], answers[TIME])


def present_in(answers: Answers) -> datetime | None:
    """Return the deadline that held when the conversation began."""
    said = answers.get(PRESENT, "")
    return datetime.fromisoformat(said) if said else None


def _instant(day: str, clock: str) -> datetime:
    hour, _, minute = clock.partition(".")
    return datetime.combine(date.fromisoformat(day), time(int(hour), int(minute)), WIB)


def _typed_day(text: str, asked: Asked) -> date:
    """Return the day typed; without its year it is of the year that the conversation is about."""
    try:
        return parse_date(text, asked.today)
    except InvalidAnswer as unread:
        if unread.problem is not Problem.NOT_A_DATE:
            raise
    return parse_date(f"{text} {asked.answers[YEAR]}", asked.today)


def _coming_day(text: str, asked: Asked, last: date) -> date:
    day = _typed_day(text, asked)
    if day < asked.today:
        raise InvalidAnswer(Problem.DAY_HAS_PASSED)
    if not date(int(asked.answers[YEAR]), 1, 1) <= day <= last:
        raise InvalidAnswer(Problem.NOT_IN_YEAR, {"year": asked.answers[YEAR]})
    return day


def _within_year(text: str, asked: Asked) -> str:
    return _coming_day(text, asked, date(int(asked.answers[YEAR]), 12, 31)).isoformat()


def _within_extension(text: str, asked: Asked) -> str:
    day = _coming_day(text, asked, date(int(asked.answers[YEAR]) + 1, *EXTENDED_UNTIL))
    present = present_in(asked.answers)
    if present is not None and day < present.astimezone(WIB).date():
        raise InvalidAnswer(Problem.NOT_LATER)
    return day.isoformat()


def _offered(asked: Asked) -> tuple[str, ...]:
    """A draft may have lain for days, and what is offered must not be refused."""
    days = asked.answers.get(OFFERED, "").split(",")
    return tuple(day for day in days if day and date.fromisoformat(day) >= asked.today)


def _time_anew(answers: Answers, _: str) -> Answers:
    """The time was judged with the day, so another day asks for it again."""
    return without(answers, TIME)


_DUE = "Tanggal berapa tenggatnya?"
_TOLD = "Alasan ini ikut dibaca yang bersangkutan dan tercatat di jejak audit."


def _day(read: Callable[[str, Asked], str], fits: Fits, ask: str) -> Question:
    return Question(
        key=DATE,
        kind=Kind.TYPED,
        read=read,
        choices=_offered,
        settle=_time_anew,
        spread=_day_and_time(read, _time(fits).read),
        words=Wording("Tanggal", ask, "Pilih, atau ketik. Contoh: 2 Desember, atau 2/12."),
        shown=format_answered_day,
    )


def _day_and_time(
    read_day: Callable[[str, Asked], str], read_time: Callable[[str, Asked], str]
) -> Callable[[str, Asked], Answers | None]:
    """Return a reader of "31 Desember pukul 16.00" where the day is asked."""

    def read(text: str, asked: Asked) -> Answers | None:
        said = _DAY_AND_TIME.fullmatch(answered(text))
        if said is None:
            return None
        day = read_day(said["day"], asked)
        later = replace(asked, answers={**asked.answers, DATE: day})
        return {DATE: day, TIME: read_time(said["time"], later)}

    return read


def _time(fits: Fits) -> Question:
    def problem_of(clock: str, asked: Asked) -> Problem | None:
        day, present = asked.answers.get(DATE), present_in(asked.answers)
        return fits(_instant(day, clock), present) if day is not None and present is not None else None

    def read(text: str, asked: Asked) -> str:
        typed = _TIME.fullmatch(answered(text))
        hour, minute = (int(typed[1]), int(typed[2] or 0)) if typed else (24, 0)
        if hour > time.max.hour or minute > time.max.minute or time(hour, minute) < EARLIEST_TIME:
            raise InvalidAnswer(Problem.NOT_A_TIME, {"minimum": f"{EARLIEST_TIME:%H.%M}"})
        clock = f"{hour:02}.{minute:02}"
        problem = problem_of(clock, asked)
        if problem is not None:
            raise InvalidAnswer(problem)
        return clock

    def usual(asked: Asked) -> tuple[str, ...]:
        return tuple(clock for clock in USUAL_TIMES if problem_of(clock, asked) is None)

    return Question(
        key=TIME,
        kind=Kind.TYPED,
        read=read,
        choices=usual,
        words=Wording("Jam", "Sampai pukul berapa?", "Pilih, atau ketik. Contoh: 15.30."),
        labels={clock: clock for clock in USUAL_TIMES},
        shown=lambda clock: f"{clock} WIB",
    )


def _reason(words: Wording, *, optional: bool = False) -> Question:
    return Question(
        key=REASON, kind=Kind.TYPED, read=reads_text(LONGEST_REASON), optional=optional, words=words
    )


def changes(due: datetime, present: datetime) -> Problem | None:
    return Problem.SAME_AS_NOW if due == present else None


def extends(due: datetime, present: datetime) -> Problem | None:
    return Problem.NOT_LATER if due <= present else None


FIRST_DEADLINE_FORM = Form(
    "tenggat-tetapkan",
    (
        _day(_within_year, changes, _DUE),
        _time(changes),
        _reason(
            Wording("Dasar", "Apa dasar atau alasannya?", "Contoh: SE Wali Kota 5/2026. Boleh dilewati."),
            optional=True,
        ),
    ),
)
MOVED_DEADLINE_FORM = Form(
    "tenggat-ubah",
    (
        _day(_within_year, changes, _DUE),
        _time(changes),
        _reason(Wording("Alasan", "Mengapa tenggatnya diubah?", _TOLD)),
    ),
)
EXTENSION_FORM = Form(
    "perpanjangan",
    (
        _day(_within_extension, extends, "Diperpanjang sampai tanggal berapa?"),
        _time(extends),
        _reason(Wording("Alasan", "Mengapa OPD ini diberi waktu lebih?", _TOLD)),
    ),
)
REVOCATION_FORM = Form(
    "perpanjangan-cabut", (_reason(Wording("Alasan", "Mengapa perpanjangannya dicabut?", _TOLD)),)
)


def offered_days(begun: date, ahead: Iterable[int], last: date, workdays: Workdays) -> tuple[date, ...]:
    """Return working days to offer: so many days after `begun`, or the working day before, up to `last`."""
    wanted = (begun + timedelta(days=days) for days in ahead)
    found = {workdays.on_or_before(day) for day in wanted if day <= last}
    return tuple(sorted(day for day in found if day > begun))


def _steps_form(key: str, usual: tuple[int, ...], words: Wording, *, overdue: bool) -> Form:
    def read(text: str, _: Asked) -> str:
        return days_text(parse_days(text, overdue=overdue))

    return Form(
        key,
        (
            Question(
                key=DAYS,
                kind=Kind.TYPED,
                read=counting(read),
                choices=lambda _: (days_text(usual),),
                words=words,
                shown=partial(named_days, overdue=overdue),
            ),
            _reason(Wording("Alasan", "Apa alasannya?", "Boleh dilewati."), optional=True),
        ),
    )


def days_text(days: tuple[int, ...]) -> str:
    """Return days between commas, as a year's settings hold them."""
    return ",".join(str(day) for day in days)


STEPS_BEFORE_FORM = _steps_form(
    "pengingat-sebelum",
    Steps().before,
    Wording(
        "Hari",
        "Berapa hari sebelum tenggat OPD diingatkan?",
        "Ketik angka, dipisah koma; 0 adalah hari tenggatnya. Contoh: 14, 7, 3, 1, 0.",
    ),
    overdue=False,
)
STEPS_AFTER_FORM = _steps_form(
    "pengingat-sesudah",
    Steps().after,
    Wording(
        "Hari",
        "Berapa hari sesudah tenggat OPD yang terlambat diingatkan?",
        "Ketik angka, dipisah koma, mulai dari 1. Contoh: 1, 7.",
    ),
    overdue=True,
)


def _day_to_add(text: str, asked: Asked) -> str:
    day = _coming_day(text, asked, date(int(asked.answers[YEAR]), 12, 31))
    if Workdays().is_off(day) or day.isoformat() in asked.answers.get(OFF, "").split(","):
        raise InvalidAnswer(Problem.ALREADY_OFF)
    return day.isoformat()


def _day_name(text: str, asked: Asked) -> str:
    name = reads_text(LONGEST_NAME)(text, asked)
    if answered(name) == WORKING:
        raise InvalidAnswer(Problem.NOT_A_DAY_OFF)
    return name


DAY_OFF_FORM = Form(
    "libur-tambah",
    (
        Question(
            key=DATE,
            kind=Kind.TYPED,
            read=_day_to_add,
            words=Wording("Tanggal", "Tanggal berapa liburnya?", "Contoh: 28 Desember, atau 28/12."),
            shown=format_answered_day,
        ),
        Question(
            key=NAME,
            kind=Kind.TYPED,
            read=_day_name,
            words=Wording("Nama", "Apa nama liburnya?", "Contoh: Cuti bersama, atau Hari Jadi Kota."),
        ),
        _reason(Wording("Dasar", "Apa dasarnya?", "Contoh: SKB 3 Menteri. Boleh dilewati."), optional=True),
    ),
)
