"""The list of what is owed as a workbook: numbers are numbers, dates dates, and every text stays a text."""

from domain.documents.memo import OverdueContent
from domain.documents.owed import NO_DEADLINE, OwedRow
from domain.language.dates import WIB
from storage.rendering.sheets import FAINT, HEAD, PLAIN, WHOLE, Cell, Look, Workbook

SHEET = "Belum lapor"
_WIDTHS = (6, 40, 18, 24, 11, 36, 34)
_LAST = len(_WIDTHS) - 1
_COUNT, _TEXT = Look(format=WHOLE, centred=True), Look()
_LOOKS = (_COUNT, _TEXT, _TEXT, _TEXT, _COUNT, _TEXT, _TEXT)


def draw(content: OverdueContent) -> bytes:
    """Return the workbook, of one sheet."""
    book = Workbook(content.stamp, content.title, "")
    sheet = book.sheet(SHEET)
    sheet.columns(_WIDTHS)
    sheet.heading((content.title, content.about), _LAST)
    for row, line in enumerate(content.counts, 2):
        sheet.line(row, line, _LAST, PLAIN)
    head = len(content.counts) + 3
    sheet.row(head, content.headings, HEAD)
    for row, one in enumerate(content.rows, head + 1):
        sheet.row(row, _cells(one), _LOOKS)
    end = head + len(content.rows)
    if content.rows:
        sheet.raw.autofilter(head, 0, end, _LAST)
    else:
        end += 1
        sheet.line(end, content.empty, _LAST, FAINT)
    end = sheet.proof(end + 2, content.stamp, _LAST)
    sheet.page(content.stamp, (head, head), 2, (end, _LAST))
    return book.done()


def _cells(row: OwedRow) -> tuple[Cell, ...]:
    due = row.due.astimezone(WIB).replace(tzinfo=None) if row.due is not None else NO_DEADLINE
    state = f"{row.state}; tenggat diperpanjang" if row.extended else row.state
    return row.number, row.opd, row.report, due, row.late, state, row.operators_said
