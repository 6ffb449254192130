"""How an answer, or a choice on a button, reads to a person."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from domain import form_anjab, form_ikm, form_sakip
from domain.anjab import Stage
from domain.forms import SKIPPED
from domain.ikm import mutu_of
from domain.keys import Answers, IndicatorKey
from domain.numbers import format_decimal
from domain.questions import EVIDENCE, WITH_FILES
from domain.sakip import Predikat, predikat_of
from handlers.texts import words

_STAGES = {
    Stage.PERSIAPAN: "Persiapan",
    Stage.PENGUMPULAN: "Pengumpulan data",
    Stage.PENGOLAHAN: "Pengolahan data",
    Stage.VERIFIKASI: "Verifikasi",
}

CHOICES: dict[str, dict[str, str]] = {
    "sakip.predikat": {predikat.value: predikat.value for predikat in Predikat},
    "sakip.nol": {form_sakip.ZERO_IS_RIGHT: "Ya, nilainya 0", form_sakip.NOT_EVALUATED: "Belum dievaluasi"},
    "ikm.cara": {
        form_ikm.PUBLISHED: "Nilai IKM yang dipublikasikan",
        form_ikm.BY_UNSUR: "Hitung dari 9 unsur",
    },
    "anjab.status": {form_anjab.DONE: "Sudah dilaksanakan", form_anjab.NOT_YET: "Belum dilaksanakan"},
    "anjab.tahap": {stage.value: name for stage, name in _STAGES.items()},
}
"""The words of choices that are always the same; those that depend on the answers are in `choice`."""

SHORT = {
    "sudah": form_anjab.DONE,
    "belum": form_anjab.NOT_YET,
    "ya": form_anjab.DONE,
    "tidak": form_anjab.NOT_YET,
}
"""What people type instead of pressing *Sudah dilaksanakan*."""


def choice(indicator: IndicatorKey, question: str, value: str, answers: Answers, files: int = 0) -> str:
    """Return the words on the button of one choice."""
    if question == EVIDENCE:
        return f"Selesai ({files} berkas)" if value == WITH_FILES else "Belum ada berkas"
    fixed = CHOICES.get(f"{indicator}.{question}", {}).get(value)
    if fixed is not None:
        return fixed
    computed = _COMPUTED.get(f"{indicator}.{question}.{value}")
    if computed is not None:
        return computed(answers)
    return words.month(value) if question == form_anjab.MONTH else value


def _nilai(answers: Answers) -> Decimal:
    return Decimal(answers[form_sakip.NILAI])


def _reading(value: str, weight: str) -> Callable[[Answers], str]:
    def label(answers: Answers) -> str:
        nilai = form_ikm.nilai_of({**answers, form_ikm.READING: value})
        return f"{format_decimal(nilai)} ({mutu_of(nilai)}) · bobot {weight}" if nilai else weight

    return label


_COMPUTED: dict[str, Callable[[Answers], str]] = {
    "sakip.beda.predikat": lambda given: f"Nilai benar → predikat {predikat_of(_nilai(given))}",
    "sakip.beda.nilai": lambda given: f"Predikat {given[form_sakip.PREDIKAT]} benar → ketik ulang nilai",
    "sakip.pecahan.kali100": lambda given: f"Maksudnya {format_decimal(_nilai(given) * 100)}",
    "sakip.pecahan.benar": lambda given: f"Memang {format_decimal(_nilai(given))}",
    "ikm.interval.kali25": lambda given: f"Ya, × 25 = {format_decimal(_nilai(given) * 25)}",
    "ikm.interval.ulang": lambda _: "Bukan, ketik ulang",
    "ikm.bacaan.sembilan": _reading(form_ikm.NINTHS, "1/9"),
    "ikm.bacaan.bobot": _reading(form_ikm.WEIGHTED, "0,11"),
}
"""The words of choices that depend on the answers given so far, by indicator, question and value."""


def predikat(value: str) -> str:
    return f"{value} · {Predikat(value).label}"


def _number(value: str) -> str:
    return format_decimal(Decimal(value))


_SHOWN: dict[str, Callable[[str], str]] = {
    form_sakip.PREDIKAT: predikat,
    form_sakip.NILAI: _number,
    **dict.fromkeys(form_ikm.UNSUR_KEYS, _number),
    form_ikm.RESPONDENTS: lambda value: value.replace("/", " dari ") + " orang",
    form_anjab.DATE: lambda value: words.day(date.fromisoformat(value)),
    form_anjab.MONTH: words.month,
    form_anjab.JABATAN: lambda value: value.replace("/", " dari ") + " jabatan",
}
"""How answers that are not simply text or a choice are written out, by question."""


def answer(indicator: IndicatorKey, question: str, value: str) -> str:
    """Return a given answer as the summary shows it (not escaped)."""
    if value == SKIPPED:
        return "dilewati"
    if question in _SHOWN:
        return _SHOWN[question](value)
    return CHOICES.get(f"{indicator}.{question}", {}).get(value, value)


def outcome(indicator: IndicatorKey, answers: Answers) -> str:
    """Return what a report says in a few characters, for lists: "BB · 75,50" (not escaped)."""
    if indicator is IndicatorKey.SAKIP:
        return f"{answers[form_sakip.PREDIKAT]} · {format_decimal(Decimal(answers[form_sakip.NILAI]))}"
    if indicator is IndicatorKey.IKM:
        nilai = form_ikm.nilai_of(answers)
        return f"{format_decimal(nilai)} · {mutu_of(nilai)}" if nilai is not None else "?"
    if indicator is IndicatorKey.ANJAB:
        return "sudah" if answers[form_anjab.STATUS] == form_anjab.DONE else "belum"
    return answers.get("hasil", "dinilai")
