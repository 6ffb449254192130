"""The cards of a guided conversation: question, summary, and how it ends without being sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.forms.drafts import Draft, Evidence, FileState
from domain.forms.form import TOGETHER, Form, Kind, Question
from domain.forms.questions import EVIDENCE, WITH_FILES, WITHOUT_FILES
from domain.forms.words import Row
from domain.keys import Answers
from domain.language.written import cut
from handlers.words import files as files_texts
from handlers.words import words

_FILE_MARKS = {
    FileState.WAITING: "– diperiksa …",
    FileState.STORED: "✓",
    FileState.REFUSED: "✗ tidak bisa dipakai",
    FileState.LOST: "✗ tidak bisa dipakai",
}
_NO_EVIDENCE = "Belum ada bukti. Laporan tetap bisa dikirim, dengan tanda untuk pemeriksa."

SEND = "Kirim"
"""The key that sends a report; where something is only stored, it has a label of its own."""

MORE_FILES = "Ada berkas lain? Kirim saja ke sini."
GOES_ON_BELOW = "<i>Dilanjutkan di bawah.</i>"
"""All that is left of a card that is too old to be taken away."""
MOST_NAMED, LONGEST_NAME = 3, 40
"""Files that a summary names, and characters of each name; the question of the evidence lists them all."""
LONGEST_ECHO = 60
"""Characters of an answer that the next question begins with."""

NOT_SENT, NOT_SAVED = "Belum terkirim", "Belum disimpan"

RESTORED_NOTE = "Draf dikembalikan. Lanjutkan dari sini."
TAKEN_NOTE = "Draf ini sekarang Anda yang melanjutkan."


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands around the questions of one draft: plain text, except `notes`, which are HTML."""

    title: str
    """What is being filled in: "SAKIP 2026"."""
    place: str
    """For whom or what: the OPD's name."""
    present: str = ""
    """What holds until it is changed: "kini 2 Des 2026 16.00 WIB"."""
    previous: tuple[str, Answers] | None = None
    """Of when the last report is ("2025", "2026, semester I") and its answers, shown beside the question."""
    notes: tuple[str, ...] = ()
    """Sentences below the summary: what the answers mean."""


def head(sheet: Sheet, step: tuple[int, int] | None = None) -> str:
    where = f" · {step[0]}/{step[1]}" if step else ""
    about = " · ".join(part for part in (sheet.place, sheet.present) if part)
    return words.lines(words.bold(f"{sheet.title}{where}"), words.escape(about))


def question(form: Form, sheet: Sheet, asked: Question, given: Answers, files: Sequence[Evidence]) -> str:
    """Return the body of a question's card: what is asked, an example, and what is known already."""
    wording = asked.wording(given)
    return words.paragraphs(
        _read_together(form, given),
        words.escape(asked.note(given)),
        words.lines(
            " ".join(part for part in (_echo(form, asked, given), words.bold(wording.ask)) if part),
            words.escape(wording.hint),
        ),
        _file_list(files) if asked.kind is Kind.EVIDENCE else "",
        words.lines(_own_answer(asked, given), _last_answer(asked, sheet.previous)),
    )


def _echo(form: Form, asked: Question, given: Answers) -> str:
    """Return the answer before this question, so that nobody has to look up what was understood."""
    before = form.before(asked, given)
    if before is None or asked.kind is Kind.DOUBT or TOGETHER in given:
        return ""
    said = before.echoed(given[before.key], given).rstrip(".")
    return words.escape(f"{cut(said, LONGEST_ECHO)}.") if said else ""


def choice(asked: Question, value: str, given: Answers, files: int) -> str:
    """Return the label of a choice (not escaped); the end of the evidence says how many files there are."""
    label = asked.label(value, given)
    return f"{label} ({files} berkas)" if (asked.kind, value) == (Kind.EVIDENCE, WITH_FILES) else label


def row(shown: Row) -> str:
    """Return a row that a form has of grouped questions."""
    value = words.bold(shown.value) if shown.is_result else words.escape(shown.value)
    return f"{words.escape(shown.name)}: {value}"


def _read_together(form: Form, given: Answers) -> str:
    """Return what one message answered at once, so that nobody has to wonder what was understood."""
    keys = given.get(TOGETHER, "").split(",")
    told = [
        f"{words.within(form.name(key, given))} {form.question(key).told(given[key], given)}"
        for key in keys
        if key
    ]
    return words.escape(f"Terbaca: {'; '.join(told)}.") if told else ""


def _own_answer(asked: Question, given: Answers) -> str:
    if asked.key not in given or asked.kind is not Kind.TYPED:
        return ""
    return f"Jawaban Anda: {words.bold(asked.told(given[asked.key], given))}"


def _last_answer(asked: Question, previous: tuple[str, Answers] | None) -> str:
    if previous is None or asked.kind not in (Kind.CHOICE, Kind.TYPED):
        return ""
    when, before = previous
    if not before.get(asked.key):
        return ""
    told = words.escape(asked.told(before[asked.key], before))
    return f"<i>Laporan terakhir ({words.escape(when)}): {told}</i>"


def _file_list(files: Sequence[Evidence]) -> str:
    """Return every file with its size and state; of many each is only named."""
    if len(files) <= MOST_NAMED:
        return words.lines(*map(_file_line, files))
    return _named(files, len(files))


def _file_line(file: Evidence) -> str:
    return f"📎 {words.escape(file.name)} ({words.size(file.size)}) {_file_mark(file)}".rstrip()


def _files_in_short(files: Sequence[Evidence]) -> str:
    """Return the files of a summary, of more than three the first two and how many there are beside them."""
    usable = sum(file.is_usable for file in files)
    if usable <= 1:
        return words.lines(*map(_file_line, files))
    return _named(files, usable if usable <= MOST_NAMED else MOST_NAMED - 1)


def _named(files: Sequence[Evidence], most: int) -> str:
    """Return the files on a line or two; what cannot be used has a line of its own, with its reason."""
    usable = [file for file in files if file.is_usable]
    named = [f"{words.escape(_short_name(file.name))} {_file_mark(file)}".rstrip() for file in usable[:most]]
    if rest := usable[most:]:
        stored = all(file.state is FileState.STORED for file in rest)
        named.append(f"{len(rest)} lagi{f' {_FILE_MARKS[FileState.STORED]}' if stored else ''}")
    refused = [_file_line(file) for file in files if not file.is_usable]
    return words.lines(f"📎 {' · '.join(named)}" if named else "", *refused)


def _short_name(name: str) -> str:
    """Return a file's name without its middle where it is long: files often differ at the end."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 10]}…{name[-9:]}"


def _file_mark(file: Evidence) -> str:
    """A file with a problem is refused already, even while the sender still has to be told."""
    mark = _FILE_MARKS[FileState.REFUSED if file.problem else file.state]
    why = files_texts.in_short(file.problem)
    return f"{mark}: {why}" if why else mark


def asked_before_sending(undone: str) -> str:
    """Return the line above what has to be answered before a draft can be sent after all."""
    return f"⚠️ {undone}: ada yang perlu dijawab dulu."


def typed_at_end(send_label: str) -> str:
    """Return what is said to a message typed when only the key that sends is left."""
    return f"⚠️ Semua jawaban sudah ada. Tekan {send_label}, atau Ubah bila ada yang perlu diperbaiki."


def summary(sheet: Sheet, form: Form, draft: Draft, becomes: str, *, more_files: bool = False) -> str:
    """Return every answer once, and what it means. `more_files`: whether another may still be added."""
    given = draft.place.answers
    path = [asked for asked in form.path(given) if asked.kind is not Kind.DOUBT]
    own = [_row(asked, given, draft.usable_files) for asked in path if not asked.group]
    before = form.before_rows(asked for asked in path if not asked.group)
    wants_evidence = any(asked.kind is Kind.EVIDENCE for asked in path)
    return words.paragraphs(
        words.lines(
            f"Periksa sebelum {becomes}:",
            *own[:before],
            *map(row, form.rows(given)),
            *own[before:],
            _files_in_short(draft.files),
        ),
        words.folded(form.parts(given)),
        words.lines(
            *sheet.notes,
            words.escape(form.advice(given)),
            _about_files(draft, more_files=more_files) if wants_evidence else "",
        ),
    )


def _about_files(draft: Draft, *, more_files: bool) -> str:
    if not draft.usable_files:
        return _NO_EVIDENCE
    return MORE_FILES if more_files else ""


def _row(asked: Question, given: Answers, files: Sequence[Evidence]) -> str:
    return f"{words.escape(asked.wording(given).name)}: {words.bold(_value(asked, given, files))}"


def _value(asked: Question, given: Answers, files: Sequence[Evidence]) -> str:
    if asked.key == EVIDENCE:
        return f"{len(files)} berkas" if files else asked.label(WITHOUT_FILES, given)
    return asked.told(given[asked.key], given)


def cancelled(sheet: Sheet) -> str:
    what = " · ".join(words.escape(part) for part in (sheet.title, sheet.place) if part)
    return f"Draf dihapus: {what}."


def aside(sheet: Sheet, undone: str, kept: str, at: datetime) -> str:
    """Return what the card of a draft says whose person turned to something else at that instant.

    `undone` is what has not happened to it ("Belum terkirim"), `kept` what is there yet. The instant keeps it
    true however old it gets.
    """
    return words.paragraphs(
        head(sheet),
        words.lines(
            f"{words.DRAFT} {words.bold(undone)} · {kept}",
            f"<i>Disisihkan {words.short_moment(at)}</i>",
        ),
    )


def pressed_aside(undone: str) -> str:
    """Return what a button of a card says that was set aside (plain text)."""
    return f"{undone}: isian ini disisihkan, tidak ada yang hilang. Tekan Lanjutkan untuk meneruskannya."


def pressed_sent(undone: str) -> str:
    """Return what another button says once its draft was sent (plain text)."""
    done = "terkirim" if undone == NOT_SENT else "selesai"
    return f"Isian ini sudah {done}; tombol itu tidak mengubah apa-apa."


def pressed_cancelled(undone: str) -> str:
    """Return what another button says once its draft was cancelled (plain text)."""
    return f"{undone}: draf ini sudah dihapus."


def not_sent(sheet: Sheet) -> str:
    """Return how a repair or correction ends of which there is nothing to send yet."""
    about = f"{words.bold(sheet.title)} · {words.escape(sheet.place)}"
    return words.paragraphs(
        f"Baik, tidak ada yang dikirim. {about} tetap seperti semula.",
        "Laporan ini sudah pernah dikirim, jadi tidak dicatat belum terbit.",
    )


def take_over(sheet: Sheet, draft: Draft, colleague: str, now: datetime) -> str:
    when = words.ago(draft.touched_at, now)
    return words.paragraphs(
        head(sheet),
        f"Draf ini diisi rekan Anda, {words.bold(colleague)}, {when} — lanjutkan?",
    )


def moved_on(name: str) -> str:
    return f"Draf ini sedang dilanjutkan {name}."
