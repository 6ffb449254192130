"""The guided conversations: what differs from one to the next, each registered under its form's key.

`handlers.conversation` asks the questions and `handlers.cards` shows the cards of them all; a flow says who
may fill it in, what stands around its questions, and what sending it does.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import Update

from domain.drafts import Draft
from domain.forms import Form
from domain.people import Person
from handlers.context import Context
from handlers.texts.cards import Sheet
from handlers.texts.forms.base import FormWords
from storage.ports import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    form: Form
    words: FormWords
    may_fill: Callable[[Person, Draft], bool]
    """Asked at every press and every typed answer."""
    sheet: Callable[[UnitOfWork, Draft], Awaitable[Sheet]]
    finish: Callable[[UnitOfWork, Context, Draft], Awaitable[str]]
    """Store what sending the draft means, and return the name of the reply (`replies.name_of`).

    The draft itself is marked as sent already. Raising NotPossible, Stale or NotAllowed stores nothing."""
    leave: Callable[[Update, Context, Draft], Awaitable[None]]
    """Show what lies before the first question."""
    leave_label: str = "‹ Daftar laporan"
    send_label: str = "Kirim"
    takes_files: bool = True


_FLOWS: dict[str, Flow] = {}


def register_flow(flow: Flow) -> Flow:
    """Make a conversation known. Raises ValueError for a second one of the same form."""
    if flow.form.key in _FLOWS:
        raise ValueError(f"two conversations of the form {flow.form.key}")
    _FLOWS[flow.form.key] = flow
    return flow


def flow_of(draft: Draft) -> Flow:
    """Return the conversation that a draft belongs to. Raises LookupError for a form that nobody has."""
    return _FLOWS[draft.form or str(draft.indicator)]


def flows() -> tuple[Flow, ...]:
    return tuple(_FLOWS.values())
