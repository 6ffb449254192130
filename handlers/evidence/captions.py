"""What stands below the papers of a report in anybody's chat: whose they are, and what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.forms.drafts import Evidence
from domain.reports.events import EventKind, ReportEvent, ended_by
from domain.review.inbox import unusable
from handlers.city.reports import history_of
from handlers.words import words
from handlers.words.names import report_name
from storage.ports import UnitOfWork

LONGEST_NAME = 250
"""Characters of an OPD's and of a file's name; a caption has 1,024."""
_MARKS = {
    EventKind.VERIFIED: f"{words.VERIFIED} diterima",
    EventKind.RETURNED: f"{words.RETURNED} dikembalikan",
    EventKind.WITHDRAWN: "↩️ ditarik operator",
}


@dataclass(frozen=True, slots=True)
class Captions:
    """The captions of a report's papers, as plain text."""

    whose: str
    """The OPD, the report and its ticket."""
    files: tuple[Evidence, ...]
    """What can be opened, in the order in which it is sent."""
    mark: str
    """What became of the report, or nothing while it waits."""

    def of(self, file: int, about: int = 1) -> str:
        """Return the caption of the file with that id, or of the album that begins with it.

        `about`: how many files it speaks for. Raises LookupError for a file that cannot be opened.
        """
        number = self._number(file)
        last = min(number + about - 1, len(self.files))
        place = f"{number}–{last}" if last > number else f"{number}"
        name = words.cut(self.files[number - 1].name, LONGEST_NAME) if last == number else ""
        return words.lines(f"{self.whose} · {place}/{len(self.files)}", name, self.mark)

    def __contains__(self, file: int) -> bool:
        return any(one.id == file for one in self.files)

    def _number(self, file: int) -> int:
        for number, one in enumerate(self.files, start=1):
            if one.id == file:
                return number
        raise LookupError(file)


async def captions_of(uow: UnitOfWork, sent: ReportEvent) -> Captions:
    """Return the captions of a submission's papers as things stand now."""
    opd = await uow.opds.get(sent.opd)
    end = ended_by(await history_of(uow, sent), sent.id)
    files = in_order([file for file in await uow.evidence.several(sent.files) if not unusable(file)])
    parts = (words.cut(opd.name, LONGEST_NAME), report_name(sent), sent.ticket)
    mark = _MARKS.get(end.kind, "") if end is not None else ""
    return Captions(" · ".join(part for part in parts if part), files, mark)


def in_order(files: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return files as they are sent: those of the first one's kind before the others.

    An album has photos or documents, never both.
    """
    return tuple(sorted(files, key=lambda file: file.kind != files[0].kind))
