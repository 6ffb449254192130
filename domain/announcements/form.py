"""An announcement as a guided conversation: what it says, and whom it is for.

What was written is kept as the answer, with Telegram's own formatting, so that what goes out is what was
shown, whatever becomes of the message it was written in.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from domain.announcements import audience
from domain.errors import InvalidAnswer, Problem
from domain.forms.form import Asked, Form, Kind, Question, unsaid
from domain.forms.questions import choose, given, one_of, without
from domain.forms.words import Wording
from domain.indicators import by_key, key_of, reported
from domain.keys import Answers
from domain.language.numbers import format_whole
from domain.language.written import cut
from domain.people.person import Role, SubBagian

CONTENT, REST, AUDIENCE, REPORTERS, OWED = "isi", "lanjutan", "untuk", "pelapor", "laporan"
COMPLETE, AGAIN = "lengkap", "ulang"
REPORTERS_OF, OWING = "sub", "owes"
LONGEST_MESSAGE, LONGEST_WITH_FILE = 4096, 1024
"""Characters (Bot API, sendMessage and sendPhoto)."""
LONGEST_CLOSING = 100
"""Characters of the line that says who announces it."""
LONGEST_TEXT, LONGEST_CAPTION = LONGEST_MESSAGE - LONGEST_CLOSING, LONGEST_WITH_FILE - LONGEST_CLOSING
"""What is left of them for what is written."""
SPLIT_FROM = LONGEST_MESSAGE // 2
"""Telegram's apps send what is too long in several messages, of which the first is at least so long."""
_PLAIN: Mapping[str, str] = {
    "all": audience.EVERYBODY,
    **{role.value: audience.with_role(role) for role in Role},
}
"""The answers that need no second question, and the audience each means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is announced: a text, or a file with `text` as its caption. `entities` is the JSON of its format.

    `file_kind` is "photo" or "document" where there is a file.
    """

    text: str
    entities: str = ""
    file_id: str = ""
    file_kind: str = ""
    file_name: str = ""

    @property
    def fits(self) -> bool:
        """Whether one message holds it."""
        return len(self.text) <= (LONGEST_CAPTION if self.file_id else LONGEST_TEXT)


def joined(first: Content, then: Content) -> Content:
    """Return a text with what followed it in a message of its own, each part formatted as it was.

    Where the app has cut, it has taken the blanks away: a sentence goes on after one, all else on a new line.
    """
    between = " " if first.text[-1:].isalnum() and then.text[:1].islower() else "\n"
    offset = len((first.text + between).encode("utf-16-le")) // 2  # as Telegram counts
    later = [{**entity, "offset": entity["offset"] + offset} for entity in json.loads(then.entities or "[]")]
    entities = [*json.loads(first.entities or "[]"), *later]
    return Content(
        text=f"{first.text}{between}{then.text}", entities=json.dumps(entities) if entities else ""
    )


def to_answer(content: Content) -> str:
    """Return the canonical text that is kept in the draft."""
    return json.dumps(asdict(content), ensure_ascii=False)


def content_of(answer: str) -> Content:
    """Return what an answer says. Raises ValueError for what is no such answer."""
    try:
        return Content(**json.loads(answer))
    except TypeError as error:
        raise ValueError(answer) from error


def audience_of(answers: Answers) -> str:
    """Return the audience of a complete draft, named as in `domain.announcements`. Raises KeyError."""
    chosen = answers[AUDIENCE]
    if chosen == REPORTERS_OF:
        return audience.reporting_to(SubBagian(answers[REPORTERS]))
    return audience.owing(key_of(answers[OWED])) if chosen == OWING else _PLAIN[chosen]


def _read_content(text: str, _: Asked) -> str:
    try:
        content = content_of(text)
    except ValueError as error:
        raise InvalidAnswer(Problem.NOT_A_CHOICE) from error
    # A text may be the first part of a longer one until it is said to be complete.
    longest = LONGEST_CAPTION if content.file_id else LONGEST_MESSAGE
    if len(content.text) > longest:
        raise InvalidAnswer(Problem.TOO_LONG, {"limit": str(longest)})
    if not content.text and not content.file_id:
        raise InvalidAnswer(Problem.EMPTY)
    return text


def written_in(answers: Answers) -> Content | None:
    return content_of(answers[CONTENT]) if CONTENT in answers else None


def _may_go_on(answers: Answers) -> bool:
    """A text so long may be the first part of a longer one, and half of it is never sent."""
    written = written_in(answers)
    return written is not None and not written.file_id and len(written.text) >= SPLIT_FROM


def _ways_on(asked: Asked) -> tuple[str, ...]:
    written = written_in(asked.answers)
    return (COMPLETE, AGAIN) if written is not None and written.fits else (AGAIN,)


def _goes_on(text: str, asked: Asked) -> Answers | None:
    """Read a further message as what follows, and a file as what takes the place of a text."""
    written = written_in(asked.answers)
    try:
        then = content_of(text)
    except ValueError:
        return None
    if then.file_id:
        return {CONTENT: _read_content(text, asked)}
    return {CONTENT: to_answer(joined(written, then))} if written is not None else None


def _written_anew(answers: Answers, choice: str) -> Answers:
    return without(answers, CONTENT, REST) if choice == AGAIN else answers


def _reports() -> tuple[str, ...]:
    return tuple(one.key for one in reported())


_LONGEST = 60
"""Characters of an announcement that is to be written anew."""


def _asked_on(answers: Answers) -> Wording:
    written = written_in(answers)
    length = len(written.text) if written is not None else 0
    said, most = format_whole(length), format_whole(LONGEST_TEXT)
    if length > LONGEST_TEXT:
        return Wording(
            "",
            "Pengumuman ini terlalu panjang untuk satu pesan.",
            f"{said} karakter; paling banyak {most}. Tekan Tulis ulang untuk memendekkannya, atau "
            "kirim sekarang sebagai berkas dengan keterangan.",
        )
    return Wording(
        "",
        "Apakah pengumumannya sudah lengkap?",
        f"{said} dari {most} karakter. Bila Telegram membaginya menjadi dua pesan, kirim lanjutannya; "
        "bot menyambungnya.",
    )


def _told(answer: str) -> str:
    """Return the beginning of what is announced."""
    content = content_of(answer)
    said = " ".join(content.text.split()) or content.file_name or "foto"
    return cut(said, _LONGEST)


EXACTLY_SO = "Pesan di atas persis seperti yang akan diterima."
WHAT_FOLLOWS = {COMPLETE: "Sudah lengkap", AGAIN: "Tulis ulang"}
"""The ways on from a text that may have been the first part of a longer one."""
_AUDIENCES = {
    "all": "Semua",
    Role.OPERATOR.value: "Operator",
    Role.VERIFIKATOR.value: "Verifikator",
    Role.PIMPINAN.value: "Pimpinan",
    Role.ADMIN.value: "Admin",
    REPORTERS_OF: "Per Sub Bagian",
    OWING: "Yang belum lapor",
}

ANNOUNCE_FORM = Form(
    "umumkan",
    (
        Question(
            key=CONTENT,
            kind=Kind.TYPED,
            read=_read_content,
            doubts=(REST,),
            words=Wording(
                "Isi",
                "Tulis pengumuman, atau kirim satu foto/berkas dengan keterangan.",
                "Huruf tebal, miring dan tautan ikut terkirim. Berkas: PDF, DOCX atau XLSX.",
            ),
            shown=_told,
            echo=unsaid,  # it stands above the card, as it will be read
        ),
        Question(
            key=REST,
            kind=Kind.DOUBT,
            read=lambda text, asked: one_of(_ways_on(asked), text),
            choices=_ways_on,
            when=_may_go_on,
            settle=_written_anew,
            spread=_goes_on,
            words=_asked_on,
            labels=WHAT_FOLLOWS,
        ),
        replace(
            choose(AUDIENCE, _AUDIENCES, words=Wording("Penerima", "Untuk siapa?", EXACTLY_SO)),
            # Whoever chooses anew is asked anew which Sub Bagian or report it is.
            settle=lambda answers, _: without(answers, REPORTERS, OWED),
            group=AUDIENCE,
        ),
        replace(
            choose(
                REPORTERS,
                {one.value: one.short_name for one in SubBagian},
                words=Wording("Sub Bagian", "Operator yang melapor ke Sub Bagian mana?"),
                when=given(AUDIENCE, REPORTERS_OF),
            ),
            group=AUDIENCE,
        ),
        Question(
            key=OWED,
            kind=Kind.CHOICE,
            read=lambda text, _: one_of(_reports(), text),
            choices=lambda _: _reports(),
            when=given(AUDIENCE, OWING),
            words=Wording("Laporan", "Operator OPD yang belum lapor apa?"),
            shown=lambda key: by_key(key).title,
            group=AUDIENCE,
        ),
    ),
)
