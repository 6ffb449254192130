"""Analisis jabatan: done or not, what follows from either, as operators report it (PermenPANRB 1/2020)."""

import re
from datetime import date
from enum import StrEnum

from domain.errors import InvalidAnswer, Problem
from domain.forms.correction import report_form
from domain.forms.form import Asked, Form, Kind, Question
from domain.forms.months import coming_month, read_coming_month
from domain.forms.questions import choose, counting, evidence, given, one_line
from domain.forms.words import Wording
from domain.indicators.indicator import Chosen, Indicator
from domain.keys import Answers, IndicatorKey
from domain.language.dates import format_day, parse_date, plain_words, says_date
from domain.language.numbers import parse_whole
from domain.language.written import answered
from domain.people.person import SubBagian

MOST_JABATAN = 100_000
NUMBERS_ASKED = 2

_COUNTS_APART = re.compile(r"\s*/\s*|\s+dari\s+|\s+")
_UNIT = re.compile(r"\s*\bjabatan\b")


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


STATUS, DATE, NUMBER, JABATAN, STAGE, MONTH = "status", "tanggal", "nomor", "jabatan", "tahap", "bulan"
DONE, NOT_YET = "sudah", "belum"
LONGEST_NUMBER = 100
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
        return {STATUS: NOT_YET, MONTH: read_coming_month(text, asked)}
    except InvalidAnswer as wrong:
        if wrong.problem in (Problem.EMPTY, Problem.NOT_A_MONTH):
            return None
        raise


def _read_number(text: str, _: Asked) -> str:
    return one_line(text, LONGEST_NUMBER)


def _read_jabatan(text: str, _: Asked) -> str:
    analysed, total = parse_jabatan(text)
    return f"{analysed}/{total}"


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
            coming_month(
                MONTH, Wording("Perkiraan selesai", "Kapan perkiraan selesai?", short="perkiraan"), _not_yet
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
