"""The keys of a guided conversation."""

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup

from domain.forms.drafts import Draft
from domain.forms.form import Kind, Question
from domain.forms.questions import WITH_FILES
from handlers.conversation import texts as cards
from handlers.conversation.buttons import (
    Answer,
    Cancel,
    DropFile,
    Edit,
    Leave,
    Move,
    Resume,
    Send,
    TakeOver,
    Undo,
)
from handlers.conversation.flow import Flow
from handlers.telegram.home import home_below
from handlers.telegram.keys import DANGER, PRIMARY, SUCCESS, Keys, below, key, markup, rows, short
from handlers.words import words
from handlers.words.labels import fitted_file, room, width


def question(flow: Flow, draft: Draft, asked: Question, choices: Sequence[str]) -> InlineKeyboardMarkup:
    """Return the keys of a question: its choices, what else can be done, and the ways out."""
    given = draft.place.answers
    keys = [
        key(
            _marked(
                cards.choice(asked, value, given, len(draft.usable_files)),
                chosen=given.get(asked.key) == value and asked.kind is not Kind.EVIDENCE,
            ),
            Answer(draft.id, draft.version, value),
            SUCCESS if value == WITH_FILES else None,
        )
        for value in choices
    ]
    files = [
        key(fitted_file("🗑", file.name), DropFile(draft.id, draft.version, file.id)) for file in draft.files
    ]
    return markup(
        *rows(keys),
        *_also(flow, draft, asked),
        *(rows(files) if asked.kind is Kind.EVIDENCE else []),
        _ways_out(flow, draft),
    )


def _marked(label: str, *, chosen: bool) -> str:
    return f"• {label}" if chosen else label


def _also(flow: Flow, draft: Draft, asked: Question) -> list[Keys]:
    if asked.key in draft.place.answers and asked.kind is not Kind.EVIDENCE:
        keep = key("Tetap, lanjut ›", Move(draft.id, draft.version, "keep"))
        emptied = [key("Kosongkan", Move(draft.id, draft.version, "skip"))] if asked.offered else []
        return [[keep, *emptied]]
    if not asked.optional:
        return []
    skip = key("Lewati", Move(draft.id, draft.version, "skip"))
    several = asked.offered and flow.form.has_more_in_group(asked, draft.place.answers)
    return [[skip, *([key("Lewati semua", Move(draft.id, draft.version, "past"))] if several else [])]]


def _ways_out(flow: Flow, draft: Draft) -> Keys:
    first = flow.form.back(draft.place) is None
    back = key(flow.leave_label if first else "‹ Kembali", Move(draft.id, draft.version, "back"))
    return [back, key("Batal", Cancel(draft.id, draft.version))]


def summary(flow: Flow, draft: Draft) -> InlineKeyboardMarkup:
    given = draft.place.answers
    path = [asked for asked in flow.form.path(given) if asked.kind is not Kind.DOUBT]
    targets = dict.fromkeys(asked.group or asked.key for asked in path)
    edits = [
        key(
            f"Ubah {words.within(flow.form.short_name(target, given))}",
            Edit(draft.id, draft.version, target),
        )
        for target in targets
    ]
    offers = [
        key(one.offer, Edit(draft.id, draft.version, one.group or one.key))
        for one in flow.form.offered(given)
    ]
    ends = [
        key(flow.send_label, Send(draft.id, draft.version), flow.send_style),
        key("Batal", Cancel(draft.id, draft.version)),
        key("‹ Kembali", Move(draft.id, draft.version, "back")),
    ]
    # "Kembalikan" is not to be hit by whoever aims at "‹ Kembali".
    beside = flow.send_style != DANGER and all(width(one.text) <= room(len(ends)) for one in ends)
    return markup(*rows([*edits, *offers]), *([ends] if beside else [ends[:2], ends[2:]]))


def cancelled(flow: Flow, draft: Draft) -> InlineKeyboardMarkup:
    return markup(
        [key("Urungkan", Undo(draft.id, draft.version), PRIMARY)],
        [key(flow.leave_label.removeprefix("‹ "), Leave(draft.id)), home_below()],
    )


def aside(flow: Flow, draft: Draft, title: str) -> InlineKeyboardMarkup:
    made = below if flow.resumes_below else key
    return markup([made(short(f"Lanjutkan {title}"), Resume(draft.id), PRIMARY)])


def take_over(flow: Flow, draft: Draft) -> InlineKeyboardMarkup:
    return markup(
        [key("Lanjutkan", TakeOver(draft.id, draft.version), PRIMARY)],
        [key(flow.leave_label, Leave(draft.id))],
    )
