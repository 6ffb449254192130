"""What a reviewer reads of a question about a return."""

from domain.people.person import Person
from domain.reports.events import ReportEvent
from handlers.city.asking import Exchange, told
from handlers.words import words
from handlers.words.names import report_name

ASKED = f"❓ {words.bold('Operator bertanya tentang pengembalian')}"


def title(sent: ReportEvent) -> str:
    return f"Jawab pertanyaan {report_name(sent)}"


def question(decision: ReportEvent, exchange: Exchange) -> str:
    """Return what the answer is about, above the question for it."""
    return words.lines(_reason(decision), told(exchange))


def _reason(decision: ReportEvent) -> str:
    return f"Dikembalikan karena: {words.escape(decision.reason)}"


def answered(exchange: Exchange, reader: Person) -> str:
    """Return where the question stands."""
    if exchange.answer is None:
        return f"❓ {words.bold('Pertanyaan ini belum dijawab')}"
    if exchange.answer.message.by == reader.id:
        return f"💬 {words.bold('Jawaban terkirim')}. Operatornya diberi tahu."
    return f"💬 {words.bold(f'{exchange.answer.name} sudah lebih dulu menjawab')}"


def about(decision: ReportEvent, sent: ReportEvent, opd: str, exchange: Exchange) -> str:
    return words.paragraphs(
        words.lines(f"{report_name(sent)} · {words.escape(opd)}", _reason(decision)), told(exchange)
    )
