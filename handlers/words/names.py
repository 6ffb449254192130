"""How indicators, and what is reported of them, are called in few characters."""

from decimal import Decimal

from domain.indicators import BY_KEY, Indicator
from domain.indicators import anjab_form as form_anjab
from domain.indicators import ikm_form as form_ikm
from domain.indicators import kelembagaan_form as form_kelembagaan
from domain.indicators import ketatalaksanaan_form as form_tatalaksana
from domain.indicators import sakip_form as form_sakip
from domain.indicators.ikm import mutu_of
from domain.indicators.kelembagaan import peringkat_of
from domain.keys import Answers, IndicatorKey
from domain.language.numbers import format_decimal
from domain.reports.events import ReportEvent
from handlers.words import words

_TITLES = {
    IndicatorKey.SAKIP: "SAKIP",
    IndicatorKey.IKM: "IKM",
    IndicatorKey.ANJAB: "Analisis jabatan",
}


def title(indicator: Indicator) -> str:
    """Return the few words a report goes by on buttons and cards."""
    return _TITLES.get(indicator.key, indicator.short)


def report_name(sent: ReportEvent) -> str:
    """Return what a submission goes by: "SAKIP 2026", "Koreksi SAKIP 2026"."""
    name = f"{title(BY_KEY[sent.indicator])} {sent.year}"
    return corrected(name) if sent.is_correction else name


def corrected(name: str) -> str:
    return f"Koreksi {name}"


def correction_reason(sent: ReportEvent) -> str:
    """Return why a submission corrects, or nothing where it does not."""
    return f"Alasan koreksi: {words.escape(sent.reason)}" if sent.is_correction else ""


def meaning(indicator: Indicator, *, met: bool) -> str:
    """Return what the answers mean for the indicator, before they are sent."""
    verdict = words.verdict(met=met)
    return f"Artinya: {verdict} “{words.escape(indicator.short)}”."


def outcome(indicator: IndicatorKey, answers: Answers) -> str:
    """Return what a report or evaluation says: "BB · 75,50", "6/7 terpenuhi" (not escaped)."""
    if indicator is IndicatorKey.SAKIP:
        return f"{answers[form_sakip.PREDIKAT]} · {format_decimal(Decimal(answers[form_sakip.NILAI]))}"
    if indicator is IndicatorKey.IKM:
        nilai = form_ikm.nilai_of(answers)
        return f"{format_decimal(nilai)} · {mutu_of(nilai)}" if nilai is not None else "?"
    if indicator is IndicatorKey.ANJAB:
        return "sudah" if answers[form_anjab.STATUS] == form_anjab.DONE else "belum"
    if indicator is IndicatorKey.KELEMBAGAAN:
        return _fit(answers)
    met, applicable = form_tatalaksana.met_of(answers)
    return f"{met}/{applicable} terpenuhi"


def _fit(answers: Answers) -> str:
    said = "tepat" if form_kelembagaan.fits_its_task(answers) else "perlu penyesuaian"
    score = answers.get(form_kelembagaan.SCORE)
    if not score:
        return said
    return f"{said} · {peringkat_of(Decimal(score))} ({format_decimal(Decimal(score))})"
