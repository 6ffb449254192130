"""Analisis jabatan: done or not, what follows from either, as operators report it (PermenPANRB 1/2020)."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.errors import InvalidAnswer, Problem
from domain.forms.correction import report_form
from domain.forms.form import Asked, Form, Kind, Question
from domain.forms.known import DOCUMENT_AGE, TODAY
from domain.forms.months import coming_month, read_coming_month
from domain.forms.questions import (
    ask_back,
    choose,
    counting,
    evidence,
    given,
    one_line,
    one_of,
    read_past_day,
    without,
)
from domain.forms.words import Row, Wording
from domain.indicators.indicator import VALUE, Chosen, Indicator, Yearly, yearly_form
from domain.keys import Answers, IndicatorKey
from domain.language.dates import (
    format_age,
    format_day,
    plain_words,
    says_date,
    years_after,
)
from domain.language.numbers import parse_whole
from domain.language.written import answered
from domain.people.person import SubBagian

MOST_JABATAN = 100_000
NUMBERS_ASKED = 2

_COUNTS_APART = re.compile(r"\s*/\s*|\s+dari\s+|\s+")
_YEARS = re.compile(r"\s*\btahun\b")
_UNIT = re.compile(r"\s*\bjabatan\b")


class Stage(StrEnum):
    """How far an analysis is that is not done yet, in order."""

    PERSIAPAN = "persiapan"
    PENGUMPULAN = "pengumpulan"
    PENGOLAHAN = "pengolahan"
    VERIFIKASI = "verifikasi"
    PENETAPAN = "penetapan"


_STAGES = {
    Stage.PERSIAPAN.value: "Persiapan",
    Stage.PENGUMPULAN.value: "Pengumpulan data",
    Stage.PENGOLAHAN.value: "Pengolahan data",
    Stage.VERIFIKASI.value: "Verifikasi",
    Stage.PENETAPAN.value: "Penetapan hasil",
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
ABK, ESTABLISHED, ESTABLISHMENT = "abk", "nomor-penetapan", "penetapan"
"""Whether the workload analysis (analisis beban kerja) is included, the number under which the result was
established, and both together."""
AGE = "umur"
"""The answer to the doubt about an old document: the day it was confirmed on, and how long one held then."""
RIGHT, DATE_AGAIN = "benar", "tanggal"
DONE, NOT_YET = "sudah", "belum"
INCLUDED = {"ya": "Ya, termasuk", "belum": "Belum"}
REGULATION = "PermenPANRB 1/2020"
USUAL_VALIDITY, LONGEST_VALIDITY = 5, 10
REVIEW_AFTER = 2
"""Years after which an analysis is to be looked at anew, although it still holds."""
LONGEST_NUMBER = 100
_BETWEEN = " ,:"
_YES_AND_NO = {"ya": DONE, "tidak": NOT_YET}


def _done_on(text: str, asked: Asked) -> Answers | None:
    """Read "sudah, 12 Maret 2026" or that date alone where it is asked whether the analysis is done."""
    said = answered(text)
    if said.startswith(NOT_YET):
        return _not_yet_until(said.removeprefix(NOT_YET).lstrip(_BETWEEN), asked)
    day = said.removeprefix(DONE).lstrip(_BETWEEN)
    return {STATUS: DONE, DATE: read_past_day(day, asked)} if says_date(day, asked.today) else None


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


def _known_day(answers: Answers) -> date | None:
    """Return the day that a document is looked at, as far as that is known beside the answers."""
    return date.fromisoformat(answers[TODAY]) if answers.get(TODAY) else None


def holds_no_more(day: date, today: date, years: int) -> bool:
    """Return whether a document of that day is older than so many years; at exactly that age it holds."""
    return today > years_after(day, years)


def _is_too_old(answers: Answers) -> bool:
    today, held = _known_day(answers), answers.get(DOCUMENT_AGE)
    if today is None or held is None or not _done(answers) or not answers.get(DATE):
        return False
    return holds_no_more(date.fromisoformat(answers[DATE]), today, int(held))


def _told_day(value: str, answers: Answers) -> str:
    """Return the document's date, with its age once it is to be looked at anew."""
    day, today = date.fromisoformat(value), _known_day(answers)
    if today is None or not holds_no_more(day, today, REVIEW_AFTER):
        return format_day(day)
    return f"{format_day(day)} · umur {format_age(day, today)}{_advice(answers)}"


def _advice(answers: Answers) -> str:
    """Return what follows from an age of more than two years; nothing while it is being doubted."""
    _, held = _confirmed(answers)
    if held:
        return f", lewat masa berlaku {held} tahun"
    return "" if _is_too_old(answers) else f", tinjauan ulang dianjurkan ({REVIEW_AFTER} tahun)"


def _confirmed(answers: Answers) -> tuple[str, str]:
    """Return on which day an old document was said to be right, and for how many years one held then."""
    day, _, held = answers.get(AGE, "").partition("/")
    return day, held


def too_old(answers: Answers) -> str:
    """Return "Dokumen berumur 6 tahun 2 bulan; masa berlaku 5 tahun." where that was confirmed, else ""."""
    confirmed, held = _confirmed(answers)
    if not held:
        return ""
    age = format_age(date.fromisoformat(answers[DATE]), date.fromisoformat(confirmed))
    return f"Dokumen berumur {age}; masa berlaku {held} tahun."


def told_together(answers: Sequence[Answers]) -> str:
    """Return how many OPD say that ABK is included or not, and how many documents are too old."""
    said = Counter(one.get(ABK) for one in answers)
    old = sum(bool(_confirmed(one)[1]) for one in answers)
    parts = (
        (said["ya"], "dengan ABK"),
        (said["belum"], "belum ABK"),
        (old, "dokumen lewat masa berlaku"),
    )
    return " · ".join(f"{count} {what}" for count, what in parts if count)


def _age(answers: Answers) -> Wording:
    day = date.fromisoformat(answers.get(DATE, answers.get(TODAY, "")))
    age = format_age(day, date.fromisoformat(answers[TODAY]))
    return Wording(
        "",
        f"Dokumen ini berumur {age}; masa berlaku {answers[DOCUMENT_AGE]} tahun.",
        f"Tanggalnya {format_day(day)}. Bila memang yang terbaru, pemeriksa diberi tahu umurnya.",
    )


def _read_age(text: str, asked: Asked) -> str:
    """Return what is stored of a confirmed age: the day, and the years that a document held then."""
    if one_of((RIGHT, DATE_AGAIN), text) == DATE_AGAIN:
        return DATE_AGAIN
    return f"{asked.today.isoformat()}/{asked.answers[DOCUMENT_AGE]}"


def _settle_age(answers: Answers, value: str) -> Answers:
    return without(answers, DATE, AGE) if value == DATE_AGAIN else answers


def _about_result(answers: Answers) -> tuple[Row, ...]:
    """Return what is said of the established result, as far as it is said."""
    told = (
        ("ABK", INCLUDED.get(answers.get(ABK, ""), "").lower()),
        ("Nomor penetapan", answers.get(ESTABLISHED, "")),
    )
    return tuple(Row(name, value) for name, value in told if value)


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
                read=read_past_day,
                doubts=(AGE,),
                when=_done,
                words=Wording(
                    "Tanggal laporan",
                    "Tanggal Laporan Hasil Analisis Jabatan?",
                    "Contoh: 31 Maret 2026 atau 31/3/2026",
                    short="tanggal",
                ),
                told_beside=_told_day,
                echo=lambda value, _: f"Tanggal laporan: {format_day(date.fromisoformat(value))}",
            ),
            replace(
                ask_back(
                    AGE,
                    {DATE_AGAIN: "Perbaiki tanggalnya", RIGHT: "Memang itu dokumennya"},
                    words=_age,
                    when=_is_too_old,
                    settle=_settle_age,
                    corrects=(DATE,),
                    confirms=RIGHT,
                ),
                read=_read_age,
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
            Question(
                key=ABK,
                kind=Kind.CHOICE,
                read=lambda text, _: one_of(INCLUDED, text),
                choices=lambda _: tuple(INCLUDED),
                when=_done,
                optional=True,
                offered=True,
                offer="Isi ABK, penetapan",
                group=ESTABLISHMENT,
                words=Wording(
                    "ABK",
                    "Apakah analisis beban kerja (ABK) termasuk di dalamnya?",
                    "Tekan tombol, atau ketik. Contoh: ya",
                ),
                labels=INCLUDED,
            ),
            Question(
                key=ESTABLISHED,
                kind=Kind.TYPED,
                read=_read_number,
                when=_done,
                optional=True,
                offered=True,
                of_document=True,
                group=ESTABLISHMENT,
                words=Wording(
                    "Nomor penetapan",
                    "Nomor penetapan hasil analisis jabatan?",
                    "Contoh: 188.45/210/2026",
                ),
            ),
            choose(STAGE, _STAGES, words=Wording("Tahap", "Sampai tahap mana sekarang?"), when=_not_yet),
            coming_month(
                MONTH, Wording("Perkiraan selesai", "Kapan perkiraan selesai?", short="perkiraan"), _not_yet
            ),
            evidence(_evidence_asked),
        ),
        groups={ESTABLISHMENT: "ABK, penetapan"},
        rows=_about_result,
    )
)

VALIDITY = Yearly(
    key="anjab.validity",
    default=str(USUAL_VALIDITY),
    read=lambda text: str(parse_whole(text, minimum=1, maximum=LONGEST_VALIDITY)),
    title="Masa berlaku anjab",
    beside=True,
    said=lambda years: f"dokumen berlaku {years} tahun",
    form=yearly_form(
        "aturan-anjab",
        choose(
            VALUE,
            {str(years): f"{years} tahun" for years in range(1, LONGEST_VALIDITY + 1)},
            words=Wording(
                "Masa berlaku",
                "Berapa tahun sebuah Laporan Hasil Analisis Jabatan berlaku?",
                f"Tinjauan ulang dianjurkan setelah {REVIEW_AFTER} tahun.",
            ),
            read=lambda text: str(
                parse_whole(_YEARS.sub("", answered(text)), minimum=1, maximum=LONGEST_VALIDITY)
            ),
        ),
        REGULATION,
    ),
)


def validity(chosen: Chosen) -> str:
    """Return for how many years a document holds, as the fact DOCUMENT_AGE."""
    return VALIDITY.of(chosen)


def is_done(answers: Answers, _: Chosen) -> bool:
    return answers[STATUS] == DONE


def _progress(answers: Answers, _: Chosen) -> Decimal | None:
    """Return the stage that an analysis has come to, as its place in their order."""
    return Decimal(list(Stage).index(Stage(answers[STAGE]))) if STAGE in answers else None


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
    legal_basis=REGULATION,
    rule=is_done,
    yearly=(VALIDITY,),
    form=ANJAB_FORM,
    outcome=lambda answers: "sudah" if answers[STATUS] == DONE else "belum",
    document=lambda answers: (answers.get(NUMBER, ""), answers.get(DATE, "")),
    outdated=too_old,
    together=told_together,
    progress=_progress,
)
