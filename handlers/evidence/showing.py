"""The papers of a report put before somebody's eyes, and noted as standing there."""

from collections.abc import Sequence

from domain.forms.drafts import Evidence
from domain.indicators import by_key
from domain.reports.events import ReportEvent
from handlers.city.reviews import may_review
from handlers.evidence.captions import captions_of
from handlers.evidence.sending import Outcome, Paper, send_files
from handlers.telegram.context import Context
from handlers.words import words
from storage.ports import ShownEvidence


async def show_papers(
    context: Context, chat_id: int, sent: ReportEvent, files: Sequence[Evidence], *, reply: str = ""
) -> Outcome:
    """Send files of a submission to whoever asks for them, who is known to be allowed to see them.

    What came is noted only now, so that nothing counts as seen that nobody had before their eyes; a file may
    come twice after a crash. `reply`: what an update whose papers have come is answered with if it comes
    again.
    """
    async with context.look() as uow:
        captions = await captions_of(uow, sent)
    found = await send_files(context, chat_id, files, captions)
    if found.papers:
        await _note(context, sent, found.papers, reply)
    return found


def missing(found: Outcome) -> str:
    """Return what is said of files that did not come (not escaped), or nothing."""
    said = (
        (found.not_yet, "⚠️ {} masih diambil dari Telegram dan diperiksa. Mohon coba lagi sebentar."),
        (found.late, "⚠️ Telegram sedang sibuk: {} belum terkirim. Tekan 📎 untuk mencoba lagi."),
        (found.gone, "⚠️ {} tidak bisa diambil lagi dari Telegram."),
    )
    return words.lines(*(told.format(_called(files)) for files, told in said if files))


def _called(files: Sequence[Evidence]) -> str:
    name = words.cut(files[0].name, words.LONGEST_QUOTE)
    return f"berkas “{name}”" if len(files) == 1 else f"{len(files)} berkas"


async def _note(context: Context, sent: ReportEvent, papers: Sequence[Paper], reply: str) -> None:
    by, at = context.person.id, context.now
    as_reviewer = may_review(context.person, by_key(sent.indicator))
    async with context.uow() if reply else context.aside() as uow:
        for paper in papers:
            if as_reviewer:
                await uow.evidence.note_opened(paper.file.id, by=by, at=at)
            shown = ShownEvidence(
                submission=sent.id,
                evidence=paper.file.id,
                person=by,
                chat_id=paper.message.chat_id,
                message_id=paper.message.message_id,
                about=paper.about,
            )
            await uow.reviewing.note_evidence(shown, at)
        await uow.commit(reply)
