"""What a report says, in words that several rooms use: its answers, what differs, and why it corrects."""

from domain.forms.questions import EVIDENCE
from domain.forms.words import FormWords
from domain.keys import Answers
from domain.reports.events import ReportEvent
from domain.review.inbox import Difference
from handlers.words import words


def field_name(said: FormWords, field: str, given: Answers) -> str:
    """Return what a question (or a group of them) goes by (not escaped)."""
    return said.wording(field, given).name


def difference(said: FormWords, changed: Difference, given: Answers) -> str:
    """Return "Nilai: 70,00 → 75,50"."""
    name = words.escape(field_name(said, changed.field, given))
    if changed.field == EVIDENCE:
        return f"{name}: {changed.before} berkas → {changed.after} berkas (berkasnya berganti)"
    before, after = (
        "–" if value is None else words.escape(said.answer(changed.field, value, given))
        for value in (changed.before, changed.after)
    )
    return f"{name}: {before} → <b>{after}</b>"


def correction_reason(sent: ReportEvent) -> str:
    """Return why a submission corrects, or nothing where it does not."""
    return f"Alasan koreksi: {words.escape(sent.reason)}" if sent.is_correction else ""
