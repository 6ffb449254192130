"""How indicators, and what is reported of them, are called in few characters."""

from domain.indicators import INDICATORS, Indicator, by_key
from domain.keys import Answers, IndicatorKey
from domain.reports.events import ReportEvent
from handlers.words import words


def numbers() -> str:
    """Return the numbers that the form gives the indicators: "1 · 2 · 3a · 3b · 4"."""
    return " · ".join(one.number for one in INDICATORS)


def no_such_number(said: str) -> str:
    """Return that no indicator has the number that was typed, and which there are (HTML)."""
    return f"Indikator nomor {words.quote(said)} tidak ada; nomornya {numbers()}."


def report_name(sent: ReportEvent) -> str:
    """Return what a submission goes by: "SAKIP 2026", "Koreksi SAKIP 2026"."""
    name = f"{by_key(sent.indicator).title} {sent.year}"
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
    return by_key(indicator).outcome(answers)
