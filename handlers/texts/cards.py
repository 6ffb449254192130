"""The cards of a guided conversation: question, summary, receipt, and how it ends."""

from collections.abc import Sequence
from datetime import datetime

from domain import form_ikm
from domain.drafts import Draft, Evidence, FileState
from domain.forms import Form, Kind, Question
from domain.ikm import mutu_of
from domain.indicators import Indicator
from domain.keys import Answers
from domain.numbers import format_decimal
from domain.questions import EVIDENCE, WITHOUT_FILES
from domain.reports import ReportEvent
from handlers.texts import answers, questions, words

_FILE_MARKS = {
    FileState.WAITING: "sedang diambil…",
    FileState.STORED: "✓",
    FileState.REFUSED: "✗ tidak bisa dipakai",
    FileState.LOST: "✗ tidak bisa dipakai",
}


def head(indicator: Indicator, year: int, opd_name: str, step: tuple[int, int] | None = None) -> str:
    where = f" · {step[0]}/{step[1]}" if step else ""
    return words.lines(
        words.bold(f"{title(indicator)} {year}{where}"),
        words.escape(opd_name),
    )


def title(indicator: Indicator) -> str:
    """Return the few words a report goes by on buttons and cards."""
    return {"sakip": "SAKIP", "ikm": "IKM", "anjab": "Analisis jabatan"}.get(indicator.key, indicator.short)


def question(
    indicator: Indicator,
    asked: Question,
    given: Answers,
    *,
    previous: tuple[int, Answers] | None,
    files: Sequence[Evidence],
) -> str:
    """Return the body of a question's card: what is asked, an example, and what is known already."""
    wording = questions.wording(indicator.key, asked.key, given)
    return words.paragraphs(
        words.escape(questions.live_note(indicator.key, asked.key, given)),
        words.lines(words.bold(wording.ask), words.escape(wording.hint), _nine_at_once(asked)),
        _file_list(files) if asked.kind is Kind.EVIDENCE else "",
        words.lines(_own_answer(indicator, asked, given), _last_answer(indicator, asked, previous)),
    )


def _nine_at_once(asked: Question) -> str:
    first = asked.key == form_ikm.UNSUR_KEYS[0]
    return "<i>Boleh sembilan sekaligus, dipisah spasi: 3,31 3,35 3,49 …</i>" if first else ""


def _own_answer(indicator: Indicator, asked: Question, given: Answers) -> str:
    if asked.key not in given or asked.kind in (Kind.EVIDENCE, Kind.DOUBT):
        return ""
    return f"Jawaban Anda: {words.bold(answers.answer(indicator.key, asked.key, given[asked.key]))}"


def _last_answer(indicator: Indicator, asked: Question, previous: tuple[int, Answers] | None) -> str:
    if previous is None or (asked.kind is not Kind.CHOICE and asked.kind is not Kind.TYPED):
        return ""
    year, before = previous
    if not before.get(asked.key):
        return ""
    said = words.escape(answers.answer(indicator.key, asked.key, before[asked.key]))
    return f"<i>Laporan terakhir ({year}): {said}</i>"


def _file_list(files: Sequence[Evidence]) -> str:
    return "\n".join(
        f"📎 {words.escape(file.name)} ({words.size(file.size)}) {_file_mark(file)}" for file in files
    )


def _file_mark(file: Evidence) -> str:
    """A file with a problem is refused already, even while the sender still has to be told."""
    return _FILE_MARKS[FileState.REFUSED if file.problem else file.state]


def summary(indicator: Indicator, form: Form, draft: Draft, *, met: bool | None) -> str:
    """Return every answer once, and what it means for the indicator."""
    given = draft.place.answers
    path = [asked for asked in form.path(given) if asked.kind is not Kind.DOUBT]
    rows = [_row(indicator, asked, given, draft.files) for asked in path if not asked.group]
    return words.paragraphs(
        "Periksa sebelum dikirim:",
        words.lines(*rows[:1], *_unsur_rows(given), *rows[1:]),
        _file_list(draft.files),
        words.lines(
            meaning(indicator, met),
            words.escape(questions.sample_advice(given)),
            ""
            if draft.files
            else "Belum ada bukti. Laporan tetap bisa dikirim, dengan tanda untuk pemeriksa.",
        ),
    )


def _row(indicator: Indicator, asked: Question, given: Answers, files: Sequence[Evidence]) -> str:
    name = questions.wording(indicator.key, asked.key, given).name
    return f"{words.escape(name)}: {words.bold(_row_value(indicator, asked, given, files))}"


def _row_value(indicator: Indicator, asked: Question, given: Answers, files: Sequence[Evidence]) -> str:
    if asked.key == EVIDENCE:
        return (
            f"{len(files)} berkas" if files else answers.choice(indicator.key, EVIDENCE, WITHOUT_FILES, given)
        )
    return answers.answer(indicator.key, asked.key, given[asked.key])


def _unsur_rows(given: Answers) -> list[str]:
    unsur = form_ikm.unsur_of(given)
    nilai = form_ikm.nilai_of(given)
    if unsur is None or nilai is None:
        return []
    listed = " ".join(format_decimal(value) for value in unsur)
    return [
        f"9 unsur: {listed}",
        f"Nilai IKM: {words.bold(f'{format_decimal(nilai)} · mutu {mutu_of(nilai)}')}",
    ]


def meaning(indicator: Indicator, met: bool | None) -> str:
    if met is None:
        return ""
    verdict = "memenuhi" if met else "belum memenuhi"
    return f"Artinya: {verdict} “{words.escape(indicator.short)}”."


def receipt(indicator: Indicator, sent: ReportEvent, opd_name: str, files: int) -> str:
    said = answers.outcome(indicator.key, sent.answers)
    owner = words.escape(indicator.owner.full_name)
    return words.paragraphs(
        f"{words.WAITING} {words.bold('Laporan terkirim')}",
        words.lines(
            f"{words.escape(title(indicator))} {sent.year} · {words.escape(opd_name)}",
            f"{words.bold(said)} · {f'{files} berkas' if files else 'tanpa berkas'}",
        ),
        words.lines(f"Tiket: <code>{sent.ticket}</code>", words.moment(sent.at)),
        f"Selanjutnya {owner} memeriksanya. Selama menunggu, laporan masih bisa ditarik kembali.",
    )


WITHDRAWN_NOTE = "Laporan ditarik kembali dan menjadi draf. Ubah yang perlu, lalu kirim lagi."
RESTORED_NOTE = "Draf dikembalikan. Lanjutkan dari sini."
TAKEN_NOTE = "Draf ini sekarang Anda yang melanjutkan."


def cancelled(indicator: Indicator, draft: Draft, opd_name: str) -> str:
    return f"Draf dihapus: {words.escape(title(indicator))} {draft.year} · {words.escape(opd_name)}."


def not_yet(indicator: Indicator, draft: Draft, opd_name: str) -> str:
    return words.paragraphs(
        f"Baik. {words.escape(opd_name)} dicatat belum melapor {title(indicator)} {draft.year}.",
        "Laporkan setelah LHE AKIP-nya terbit: ketik /lapor.",
    )


def take_over(indicator: Indicator, draft: Draft, opd_name: str, colleague: str, now: datetime) -> str:
    when = words.ago(draft.touched_at, now)
    return words.paragraphs(
        head(indicator, draft.year, opd_name),
        f"Draf ini diisi rekan Anda, {words.bold(colleague)}, {when} — lanjutkan?",
    )


def moved_on(name: str) -> str:
    return f"Draf ini sedang dilanjutkan {name}."
