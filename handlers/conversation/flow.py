"""The guided conversations: what differs from one to the next, each known by its form's key.

`handlers.conversation.answers` asks the questions and `handlers.conversation.card` shows the cards of them
all; a flow says who may fill it in, what stands around its questions, and what sending it does.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from telegram import Message, Update

from domain.forms.drafts import Draft, Evidence
from domain.forms.form import Form, Question
from domain.keys import Answers
from domain.people.person import Person
from handlers.conversation.texts import NOT_SAVED, SEND, Sheet
from handlers.telegram.context import Context
from handlers.telegram.known import Known
from handlers.telegram.replies import Show
from handlers.telegram.screen import Screen
from storage.ports import UnitOfWork


class Unfit(Exception):
    """What was sent does not answer the question, or may not be sent as it is; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    form: Form
    may_fill: Callable[[Person, Draft], bool]
    """Asked at every press and every typed answer."""
    sheet: Callable[[UnitOfWork, Draft], Awaitable[Sheet]]
    finish: Callable[[UnitOfWork, Context, Draft], Awaitable[str]]
    """Store what sending the draft means, and return the name of the reply (`replies.name_of`).

    The draft itself is marked as sent already. Raising NotPossible, Stale or NotAllowed stores nothing; nor
    does Unfit, whose line is shown on the card, so that the draft can be put right and sent then."""
    leave: Callable[[Update, Context, Draft], Awaitable[None]]
    """Show what lies before the first question."""
    leave_label: str = "‹ Daftar laporan"
    send_label: str = SEND
    becomes: str = ""
    """What that key makes of it, as the summary's heading says: "dikembalikan"; "": it is sent, or saved."""
    send_style: str = "success"
    """Telegram's colour of that key: "danger" where sending refuses something."""
    undone: str = NOT_SAVED
    """What has not happened to a draft that is set aside for something else."""
    kept: str = "isian tersimpan"
    """What becomes of it meanwhile, as its card says then."""
    says_aside: bool = True
    """Whether its card says then that it was set aside; not where nothing waits to be finished."""
    resumes_below: bool = False
    """Whether it goes on below everything when it is brought back, wherever its card was left."""
    takes_files: bool = False
    takes_picture: bool = False
    """Whether what it takes is one picture, which the card is about; who reads it finds out what it is."""
    takes_csv: bool = False
    """Whether a table in a text file is taken as well; it has no content that could be recognised."""
    sends_at_once: bool = False
    """The last answer sends it: nothing that a summary would help to check, and nothing to refuse."""
    card: Callable[[Context, Draft, Sheet, str], Screen | None] | None = None
    """A card of its own (of the draft, its sheet and a note); None shows the question or summary as ever."""
    reads: Callable[[Question, Answers, Message], str] | None = None
    """Returns a message, of text or with a file, as the text of an answer to a question, where these answers
    are there already; None: only what was typed counts.

    Raises Unfit for a message that answers nothing."""
    above: Callable[[Context, int, Draft], Awaitable[None]] | None = None
    """Sends to that chat what has to stand right above a card, whenever the card is sent and not changed."""
    typed_at_end: str = ""
    """What is said to a message typed when nothing is asked any more; "" names the key that sends."""
    may_reopen: Callable[[UnitOfWork, Draft], Awaitable[None]] | None = None
    """Raises NotPossible where a cancelled draft of this kind cannot be brought back."""
    arrived: Callable[[Context, Draft, Evidence], Awaitable[None]] | None = None
    """What becomes of a file once its bytes are stored, where it is no evidence; stores the file's state too.

    Runs in a tick, again after a crash: all it does is one unit of work."""
    reads_sheet_at: frozenset[str] = frozenset()
    """Keys of the questions at which a workbook is read as the answer, too, beside being evidence."""
    read_sheet: Callable[[Context, Draft, Evidence], Awaitable[str]] | None = None
    """Reads such a workbook once it is stored; returns what is said of it on the card, if anything.

    Runs in a tick as `arrived` does, for every file of the draft; it has to look whether it is asked for."""
    told_of_sent: Callable[[UnitOfWork, Draft, Evidence, str], Awaitable[Screen | None]] | None = None
    """Returns the news, with that note, that a file of what was sent already cannot be used; None where it is
    no news."""
    knows: Callable[[UnitOfWork, Draft], Awaitable[Answers]] | None = None
    """Returns what lies beside the answers whenever a question is read or shown (`domain.forms.known`).

    Where that has come to ask something by the time the draft is sent, it is asked, and nothing is sent."""
    replies: Mapping[str, Show] = field(default_factory=dict)
    """What `finish` may answer with, where only this conversation does."""

    @property
    def reads_tables(self) -> bool:
        """Whether its files are tables that are read, and no evidence."""
        return self.arrived is not None and not self.takes_picture


FLOWS = Known[Flow]("conversations")


def flow_of(draft: Draft) -> Flow:
    """Return the conversation that a draft belongs to. Raises KeyError for a form that nobody has."""
    return FLOWS[draft.form]
