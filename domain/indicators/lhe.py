"""Which LHE a SAKIP report is about: its number, date and the year that it evaluates, as far as it is said.

Nobody has to say any of it, and nobody is asked on the way: the summary offers it (`Question.offered`).
"""

import re
from datetime import date

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import Asked, Kind, Question, wanting
from domain.forms.known import REPORT_YEAR
from domain.forms.questions import ask_back, one_line, read_past_day, without
from domain.forms.words import Row, Wording
from domain.keys import Answers
from domain.language.dates import FIRST_YEAR, LAST_YEAR, format_day, full_year, says_date
from domain.language.written import answered

LHE, LHE_NUMBER, LHE_DATE, LHE_YEAR, LATE_YEAR = "lhe", "nomor", "tanggal", "tahun", "tahun-lhe"
YEAR_IS_RIGHT, YEAR_AGAIN = "benar", "ulang"
LONGEST_NUMBER = 100
"""Characters."""
_MOST_DATE_WORDS = 4
"""Of "Selasa, 12 Mei 2026"."""
_BEFORE_NUMBER = re.compile(r"^\s*(?:nomor|no\b\.?)\s*:?\s*", re.IGNORECASE)
_BEFORE_DATE = re.compile(r"[\s,;·-]*(?:\b(?:tanggal|tertanggal|tgl)\b\.?\s*:?)?\s*$", re.IGNORECASE)
_YEAR_LAST = re.compile(r"[\s,;·-]+(?:tahun\s+)?(20[0-9]{2})$", re.IGNORECASE)


def evaluated_year(answers: Answers) -> int | None:
    """Return the year that the LHE evaluates: the one that was said, else the one before the year reported.

    None where neither is known.
    """
    if LHE_YEAR in answers:
        return int(answers[LHE_YEAR])
    return int(answers[REPORT_YEAR]) - 1 if REPORT_YEAR in answers else None


def rows(answers: Answers) -> tuple[Row, ...]:
    """Return what the summary says of the LHE: its number and date where known, and always its year."""
    day = format_day(date.fromisoformat(answers[LHE_DATE])) if LHE_DATE in answers else ""
    paper, year = (
        ", ".join(part for part in (answers.get(LHE_NUMBER, ""), day) if part),
        evaluated_year(answers),
    )
    return (
        *([Row("LHE", paper)] if paper else []),
        *([Row("Tahun yang dievaluasi", str(year))] if year is not None else []),
    )


def lhe_document(answers: Answers) -> tuple[str, str]:
    """Return the number of the LHE and its date as ISO, each "" where nobody has said it."""
    return answers.get(LHE_NUMBER, ""), answers.get(LHE_DATE, "")


def _read_number(text: str, asked: Asked) -> str:
    if says_date(text, asked.today) and any(letter.isalpha() for letter in text):
        raise InvalidAnswer(Problem.IS_A_DATE)
    return one_line(_BEFORE_NUMBER.sub("", text), LONGEST_NUMBER)


def _number_and_date(text: str, asked: Asked) -> Answers | None:
    """Read "700/12/2026, 12 Mei 2026", with the year that is evaluated behind it or not."""
    found = _apart(text, asked)
    if found is not None:
        return found
    year = _YEAR_LAST.search(text.strip())
    found = _apart(text.strip()[: year.start()], asked) if year is not None else None
    return {**found, LHE_YEAR: year[1]} if found is not None and year is not None else None


def _apart(text: str, asked: Asked) -> Answers | None:
    """Return a number and the date behind it, as long as it can be read; None without both."""
    spoken = re.split(r"(?<=[\s,;])", text.strip())
    for words in range(min(len(spoken) - 1, 2 * _MOST_DATE_WORDS), 0, -1):
        number, day = _BEFORE_DATE.sub("", "".join(spoken[:-words])), "".join(spoken[-words:]).strip(" ,;")
        if number and says_date(day, asked.today):
            return {LHE_NUMBER: _read_number(number, asked), LHE_DATE: read_past_day(day, asked)}
    return None


def _read_year(text: str, _: Asked) -> str:
    said = answered(text).removeprefix("tahun ")
    year = full_year(said) if re.fullmatch("[0-9]{4}|[0-9]{2}", said) else None
    if year is not None:
        return str(year)
    if said.isdecimal():
        raise InvalidAnswer(Problem.OUT_OF_RANGE, {"minimum": str(FIRST_YEAR), "maximum": str(LAST_YEAR)})
    raise InvalidAnswer(Problem.NOT_A_NUMBER if said else Problem.EMPTY)


def _likely_years(asked: Asked) -> tuple[str, ...]:
    reported = asked.answers.get(REPORT_YEAR)
    return tuple(str(int(reported) - back) for back in (2, 1, 0)) if reported else ()


def _is_late(answers: Answers) -> bool:
    said, reported = answers.get(LHE_YEAR), answers.get(REPORT_YEAR)
    return said is not None and reported is not None and int(said) > int(reported)


def _settle_year(answers: Answers, choice: str) -> Answers:
    if choice == YEAR_IS_RIGHT:
        return answers
    return wanting(without(answers, LHE_YEAR, LATE_YEAR), LHE_YEAR)


def _late(answers: Answers) -> Wording:
    return Wording(
        "",
        f"LHE ini mengevaluasi tahun {answers[LHE_YEAR]}?",
        f"Laporan ini untuk tahun {answers[REPORT_YEAR]}; biasanya yang dievaluasi tahun sebelumnya.",
    )


def lhe_questions() -> tuple[Question, ...]:
    """Return what is offered about the LHE: number, date and year, which may be doubted."""
    return (
        Question(
            key=LHE_NUMBER,
            kind=Kind.TYPED,
            read=_read_number,
            optional=True,
            offered=True,
            offer="Isi nomor LHE",
            of_document=True,
            group=LHE,
            spread=_number_and_date,
            words=Wording(
                "Nomor LHE", "Nomor LHE AKIP?", "Boleh sekaligus tanggalnya. Contoh: 700/12/2026, 12 Mei 2026"
            ),
        ),
        Question(
            key=LHE_DATE,
            kind=Kind.TYPED,
            read=read_past_day,
            optional=True,
            offered=True,
            of_document=True,
            group=LHE,
            words=Wording("Tanggal LHE", "Tanggal LHE AKIP?", "Contoh: 12 Mei 2026 atau 12/5/2026"),
            shown=lambda value: format_day(date.fromisoformat(value)),
        ),
        Question(
            key=LHE_YEAR,
            kind=Kind.TYPED,
            read=_read_year,
            choices=_likely_years,
            optional=True,
            offered=True,
            of_document=True,
            group=LHE,
            doubts=(LATE_YEAR,),
            words=Wording(
                "Tahun yang dievaluasi",
                "Tahun berapa yang dievaluasi?",
                "Tekan tahun, atau ketik. Contoh: 2025",
            ),
        ),
        ask_back(
            LATE_YEAR,
            {YEAR_IS_RIGHT: lambda given: f"Ya, tahun {given[LHE_YEAR]}", YEAR_AGAIN: "Pilih tahun lain"},
            words=_late,
            when=_is_late,
            settle=_settle_year,
            corrects=(LHE_YEAR,),
            confirms=YEAR_IS_RIGHT,
        ),
    )
