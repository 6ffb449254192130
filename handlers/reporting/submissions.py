"""What a submission answers, in words that both sides of a review read: its fields, and what differs."""

from collections.abc import Sequence

from domain.forms.form import Form
from domain.forms.questions import EVIDENCE
from domain.indicators import by_key
from domain.keys import Answers
from domain.reports.events import ReportEvent
from domain.review.inbox import Difference
from handlers.words import words


def form_of(sent: ReportEvent) -> Form:
    """Return the form that this submission answers. Raises LookupError for what no operator reports."""
    form = by_key(sent.indicator).form
    if form is None:
        raise LookupError(f"{sent.indicator} is reported by nobody")
    return form


def field_names(sent: ReportEvent, fields: Sequence[str]) -> tuple[str, ...]:
    """Return what returned fields go by in words."""
    form = form_of(sent)
    return tuple(form.name(field, sent.answers) for field in fields)


MOST_PARTS = 4
"""Parts of an answer that are told where they changed; the others are counted."""


def difference(form: Form, changed: Difference, given: Answers) -> str:
    """Return "Nilai: 70,00 → 75,50"; of an answer of many parts a line for each that changed."""
    name = words.escape(form.name(changed.field, given))
    if changed.field == EVIDENCE:
        return f"{name}: {changed.before} berkas → {changed.after} berkas (berkasnya berganti)"
    question = form.question(changed.field)
    if question.changed is not None and changed.before is not None and changed.after is not None:
        parts = question.changed(changed.before, changed.after)
        rest = words.more(len(parts) - MOST_PARTS, "perubahan")
        return words.lines(f"{name}:", *(f"• {words.escape(part)}" for part in parts[:MOST_PARTS]), rest)
    before, after = (
        "–" if value is None else words.escape(question.told(value, given))
        for value in (changed.before, changed.after)
    )
    return f"{name}: {before} → <b>{after}</b>"


def old_answers(sent: ReportEvent, fields: Sequence[str]) -> tuple[str, ...]:
    """Return the returned fields with what was answered: "Nilai: 70,00"."""
    form = form_of(sent)
    return tuple(
        f"{name}: {_old(sent, form.question(field).told(sent.answers[field], sent.answers), field)}"
        if field in sent.answers
        else name
        for field, name in zip(fields, field_names(sent, fields), strict=True)
    )


def _old(sent: ReportEvent, told: str, field: str) -> str:
    if field != EVIDENCE:
        return told
    return f"{len(sent.files)} berkas" if sent.files else "tanpa berkas"
