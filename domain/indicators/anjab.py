"""Analisis jabatan: done or not, what follows from either, as operators report it (PermenPANRB 1/2020)."""

import re
from datetime import date
from enum import StrEnum

from domain.errors import InvalidAnswer, Problem
from domain.forms.correction import report_form
from domain.forms.form import Asked, Form, Kind, Question
from domain.forms.questions import choose, counting, evidence, given, one_line
from domain.forms.words import Wording
from domain.indicators.indicator import Chosen, Indicator
from domain.keys import Answers, IndicatorKey
from domain.language.dates import (
    format_day,
    format_month,
    full_year,
    month_number,
    parse_date,
    plain_words,
    says_date,
)
from domain.language.numbers import parse_whole
from domain.language.written import answered
from domain.people.person import SubBagian

MOST_JABATAN = 100_000
NUMBERS_ASKED = 2

_COUNTS_APART = re.compile(r"\s*/\s*|\s+dari\s+|\s+")
_UNIT = re.compile(r"\s*\bjabatan\b")
_MONTHS_TYPED = (
    re.compile(r"(?P<month>[0-9]{1,2}|[a-z]+)"),
    re.compile(r"(?P<month>[0-9]{1,2}|[a-z]+)(?:\s*[-/.]\s*|\s+)(?P<year>[0-9]{4}|[0-9]{2})"),
    re.compile(r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})"),
)


class Stage(StrEnum):
    """How far an analysis is that is not done yet, in order."""

    PERSIAPAN = "persiapan"
    PENGUMPULAN = "pengumpulan"
    PENGOLAHAN = "pengolahan"
    VERIFIKASI = "verifikasi"


_STAGES = {
    Stage.PERSIAPAN.value: "Persiapan",
    Stage.PENGUMPULAN.value: "Pengumpulan data",
    Stage.PENGOLAHAN.value: "Pengolahan data",
    Stage.VERIFIKASI.value: "Verifikasi",
}


def parse_jabatan(text: str) -> tuple[int, int]:
    """Return (analysed, all) from "120 dari 140", "120/140" or "120 140", the word "jabatan" allowed.

    Raises InvalidAnswer: EMPTY; WRONG_COUNT (expected, given) unless there are two numbers; what
    parse_whole raises for one of them; MORE_THAN_TOTAL (analysed, total).
    """
    plain = _UNIT.sub("", plain_words(text, Problem.NOT_A_NUMBER)).strip()
    typed = [number for number in _COUNTS_APART.split(plain) if number]
    if len(typed) != NUMBERS_ASKED:
        raise InvalidAnswer(Problem.WRONG_COUNT, {"expected": str(NUMBERS_ASKED), "given": str(len(typed))})
    analysed = parse_whole(typed[0], minimum=0, maximum=MOST_JABATAN)
    total = parse_whole(typed[1], minimum=1, maximum=MOST_JABATAN)
    if analysed > total:
        raise InvalidAnswer(Problem.MORE_THAN_TOTAL, {"analysed": str(analysed), "total": str(total)})
    return analysed, total


def parse_month(text: str, year: int) -> str:
    """Return the month typed as "YYYY-MM": "Maret", "maret 2027", "03/2027", "2027-03", "3".

    A month without a year is in `year`. Whether a past month fits is for the caller to say.
    Raises InvalidAnswer: EMPTY, NOT_A_MONTH (a year outside 2000–2099 included).
    """
    plain = plain_words(text, Problem.NOT_A_MONTH)
    typed = next(filter(None, (pattern.fullmatch(plain) for pattern in _MONTHS_TYPED)), None)
    if typed is None:
        raise InvalidAnswer(Problem.NOT_A_MONTH)
    named = typed.groupdict()
    month, stated = month_number(named["month"]), full_year(named.get("year") or str(year))
    if month is None or stated is None:
        raise InvalidAnswer(Problem.NOT_A_MONTH)
    return f"{stated:04}-{month:02}"


STATUS, DATE, NUMBER, JABATAN, STAGE, MONTH = "status", "tanggal", "nomor", "jabatan", "tahap", "bulan"
DONE, NOT_YET = "sudah", "belum"
LONGEST_NUMBER = 100
MONTHS_OFFERED = 4
MONTHS_A_YEAR = 12
_BETWEEN = " ,:"
_YES_AND_NO = {"ya": DONE, "tidak": NOT_YET}


def _read_date(text: str, asked: Asked) -> str:
    day = parse_date(text, asked.today)
    if day > asked.today:
        raise InvalidAnswer(Problem.DATE_IN_FUTURE)
    return day.isoformat()


def _done_on(text: str, asked: Asked) -> Answers | None:
    """Read "sudah, 12 Maret 2026" or that date alone where it is asked whether the analysis is done."""
    said = answered(text)
    if said.startswith(NOT_YET):
        return _not_yet_until(said.removeprefix(NOT_YET).lstrip(_BETWEEN), asked)
    day = said.removeprefix(DONE).lstrip(_BETWEEN)
    return {STATUS: DONE, DATE: _read_date(day, asked)} if says_date(day, asked.today) else None


def _not_yet_until(text: str, asked: Asked) -> Answers | None:
    try:
        return {STATUS: NOT_YET, MONTH: _read_month(text, asked)}
    except InvalidAnswer as wrong:
        if wrong.problem in (Problem.EMPTY, Problem.NOT_A_MONTH):
            return None
        raise


def _read_number(text: str, _: Asked) -> str:
    return one_line(text, LONGEST_NUMBER)


def _read_jabatan(text: str, _: Asked) -> str:
    analysed, total = parse_jabatan(text)
    return f"{analysed}/{total}"


def _read_month(text: str, asked: Asked) -> str:
    """A month typed without its year is the next one of that name."""
    this_month = f"{asked.today:%Y-%m}"
    month = parse_month(text, asked.today.year)
    if month < this_month:
        month = parse_month(text, asked.today.year + 1)
    if month < this_month:
        raise InvalidAnswer(Problem.DATE_IN_PAST)
    return month


def _coming_months(asked: Asked) -> tuple[str, ...]:
    months = (
        asked.today.year * MONTHS_A_YEAR + asked.today.month - 1 + ahead for ahead in range(MONTHS_OFFERED)
    )
    return tuple(f"{count // MONTHS_A_YEAR:04}-{count % MONTHS_A_YEAR + 1:02}" for count in months)


_done, _not_yet = given(STATUS, DONE), given(STATUS, NOT_YET)


def _evidence_asked(answers: Answers) -> str:
    if answers.get(STATUS) == NOT_YET:
        return "Kirim bukti kemajuan, bila ada."
    return "Kirim bukti: Laporan Hasil Analisis Jabatan."


ANJAB_FORM = report_form(
    Form(
        "anjab",
        (
            choose(
                STATUS,
                {DONE: "Sudah dilaksanakan", NOT_YET: "Belum dilaksanakan"},
                words=Wording(
                    "Analisis jabatan",
                    "Apakah analisis jabatan sudah dilaksanakan?",
                    "Tekan tombol, atau ketik. Contoh: sudah",
                    short="status",
                ),
                read=lambda text: _YES_AND_NO.get(answered(text), text),
                spread=_done_on,
            ),
            Question(
                key=DATE,
                kind=Kind.TYPED,
                read=_read_date,
                when=_done,
                words=Wording(
                    "Tanggal laporan",
                    "Tanggal Laporan Hasil Analisis Jabatan?",
                    "Contoh: 31 Maret 2026 atau 31/3/2026",
                    short="tanggal",
                ),
                shown=lambda value: format_day(date.fromisoformat(value)),
            ),
            Question(
                key=NUMBER,
                kind=Kind.TYPED,
                read=_read_number,
                when=_done,
                words=Wording(
                    "Nomor laporan",
                    "Nomor Laporan Hasil Analisis Jabatan?",
                    "Contoh: 060/123/2026",
                    short="nomor",
                ),
            ),
            Question(
                key=JABATAN,
                kind=Kind.TYPED,
                read=counting(_read_jabatan),
                when=_done,
                optional=True,
                words=Wording(
                    "Jabatan dianalisis",
                    "Berapa jabatan yang sudah dianalisis, dari berapa?",
                    "Ketik, atau tekan Lewati. Contoh: 120 dari 140",
                    short="jabatan",
                ),
                shown=lambda value: value.replace("/", " dari ") + " jabatan",
                echo=lambda value, _: value.replace("/", " dari ") + " jabatan dianalisis",
            ),
            choose(STAGE, _STAGES, words=Wording("Tahap", "Sampai tahap mana sekarang?"), when=_not_yet),
            Question(
                key=MONTH,
                kind=Kind.TYPED,
                read=_read_month,
                choices=_coming_months,
                when=_not_yet,
                words=Wording(
                    "Perkiraan selesai",
                    "Kapan perkiraan selesai?",
                    "Tekan bulan, atau ketik. Contoh: Maret 2027",
                    short="perkiraan",
                ),
                shown=format_month,
            ),
            evidence(_evidence_asked),
        ),
    )
)


def is_done(answers: Answers, _: Chosen) -> bool:
    return answers[STATUS] == DONE


ANJAB = Indicator(
    key=IndicatorKey.ANJAB,
    number="4",
    goal="Meningkatkan penerapan analisa jabatan PD",
    name="Persentase OPD yang melaksanakan analisa jabatan",
    formula=(
        "Jumlah Perangkat Daerah yang melaksanakan analisis jabatan / Jumlah Seluruh Perangkat Daerah × 100%"
    ),
    source="Laporan Hasil Analisis Jabatan",
    owner=SubBagian.ANJAB,
    short="Analisis jabatan",
    title="Analisis jabatan",
    also_called="anjab analisis",
    letters="ANJ",
    legal_basis="PermenPANRB 1/2020",
    rule=is_done,
    form=ANJAB_FORM,
    outcome=lambda answers: "sudah" if answers[STATUS] == DONE else "belum",
)
