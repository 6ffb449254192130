"""The nota dinas as a DOCX, which the office goes on writing in: real styles, tables and fields.

Everything is written by python-docx through its object model, where a text is a text: no template is filled
in, so nothing that people are called can become markup (docxtpl pastes into XML unless it is told not to).
"""

import io
import re
from collections.abc import Sequence
from typing import Any

import segno
from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section, _Footer
from docx.shared import Cm, Length, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from domain.documents.memo import MemoContent
from domain.office.letterhead import Letterhead, SignatureBlock
from storage.rendering.files import settled

FONT = "Arial"
"""What offices have; where it is missing, its metrics are those of Liberation Sans."""
LANGUAGE = "id-ID"
_A4 = (Cm(21), Cm(29.7))
_SIDE, _OUTER, _TOP, _BOTTOM = Cm(2.5), Cm(2), Cm(1.5), Cm(2.2)
_LOGO, _LOGO_HEIGHT, _QR = Cm(2.1), Cm(2.5), Cm(1.7)
_FIELDS = (Cm(2.3), Cm(0.5), Cm(13.7))
_COLUMNS = (Cm(1.1), Cm(6.2), Cm(2.9), Cm(3.9), Cm(2), Cm(5), Cm(4.6))
"""Of the attachment, in the order of its headings."""
_NUMBERS = frozenset({0, 4})
"""The columns whose cells stand in the middle."""
_BLANK = "." * 40
"""Room to write by hand."""
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def draw(content: MemoContent) -> bytes:
    """Return the nota dinas with its attachment."""
    paper = Document()
    _set_up(paper, content)
    _letterhead(paper, content.head)
    paper.add_paragraph(content.title, "Judul Nota Dinas")
    _fields(paper, content.fields)
    for paragraph in content.paragraphs:
        paper.add_paragraph(_clean(paragraph), "Isi")
    paper.add_paragraph(_clean(content.closing), "Isi")
    _signature(paper, content.signed)
    _attachment(paper, content)
    for section in paper.sections:
        _foot(section, content)
    saved = io.BytesIO()
    paper.save(saved)
    return settled(saved.getvalue(), content.stamp.as_of)


def _clean(text: str) -> str:
    """Return the text without what no XML may hold, and on one line."""
    return _NOT_XML.sub("", text).replace("\n", " ").replace("\t", " ")


def _set_up(paper: Docx, content: MemoContent) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = _A4
    section.left_margin, section.right_margin = _SIDE, _OUTER
    section.top_margin, section.bottom_margin = _TOP, _BOTTOM
    section.footer_distance = Cm(0.8)
    _speak(paper)
    _styles(paper)
    said = paper.core_properties
    subject = dict(content.fields).get("Hal", "")
    said.title, said.subject, said.language = content.title, _clean(subject), LANGUAGE
    said.author = said.last_modified_by = _clean(content.signed.title)
    said.comments = _clean(content.rests_on)
    said.created = said.modified = content.stamp.as_of
    said.revision = 1
    _without_preview(paper)


def _without_preview(paper: Docx) -> None:
    """Take out the little picture that python-docx's template has of another document."""
    package = paper.part.package
    previews = [name for name, one in package.rels.items() if one.reltype == RT.THUMBNAIL]
    for name in previews:
        del package.rels[name]


def _speak(paper: Docx) -> None:
    """Let Word check the spelling of Indonesian, and take no font of the template's theme."""
    styles = paper.styles.element
    for element in styles.iter(qn("w:lang")):
        element.set(qn("w:val"), LANGUAGE)
        element.set(qn("w:eastAsia"), LANGUAGE)
    for fonts in styles.iter(qn("w:rFonts")):
        _font(fonts)
    for element in paper.settings.element.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), LANGUAGE)


def _font(fonts: Any) -> None:  # noqa: ANN401 - python-docx has no types for its elements
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def _styles(paper: Docx) -> None:
    normal = paper.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)  # noqa: S101 - of the template that python-docx brings
    normal.font.name, normal.font.size = FONT, Pt(11)
    _font(normal.element.rPr.rFonts)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1
    middle = WD_ALIGN_PARAGRAPH.CENTER
    _style(paper, "Kop Pemerintah", size=13, bold=True, align=middle)
    _style(paper, "Kop Unit", size=15, bold=True, align=middle)
    _style(paper, "Kop Alamat", size=9, align=middle)
    title = _style(paper, "Judul Nota Dinas", size=13, bold=True, align=middle)
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(12), Pt(10)
    body = _style(paper, "Isi", align=WD_ALIGN_PARAGRAPH.JUSTIFY)
    body.paragraph_format.first_line_indent = Cm(1.25)
    body.paragraph_format.space_after = Pt(7)
    body.paragraph_format.line_spacing = 1.15
    signed = _style(paper, "Tanda Tangan")
    signed.paragraph_format.left_indent = Cm(8.5)
    signed.paragraph_format.keep_with_next = True
    signed.paragraph_format.keep_together = True
    heading = _style(paper, "Judul Lampiran", size=12, bold=True)
    heading.paragraph_format.space_after = Pt(2)
    _style(paper, "Kepala Tabel", size=9, bold=True, align=middle)
    _style(paper, "Isi Tabel", size=9)
    _style(paper, "Kaki", size=8)


def _style(
    paper: Docx, name: str, *, size: float = 11, bold: bool = False, align: WD_ALIGN_PARAGRAPH | None = None
) -> ParagraphStyle:
    made = paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(made, ParagraphStyle)  # noqa: S101 - what was asked for
    made.base_style = paper.styles["Normal"]
    made.font.size, made.font.bold = Pt(size), bold
    made.quick_style = True
    made.paragraph_format.alignment = align
    return made


def _letterhead(paper: Docx, head: Letterhead) -> None:
    """Write whose letter it is, beside its picture where there is one, and draw the line below it."""
    table = _table(paper, (_LOGO + Cm(0.3), Cm(16.5) - _LOGO - Cm(0.3)), 1) if head.logo else None
    lines = [
        *((line, "Kop Pemerintah") for line in (head.government, *head.office[:-1])),
        *((line, "Kop Unit") for line in head.office[-1:]),
        *((line, "Kop Alamat") for line in head.address),
    ]
    if table is None or not _picture(table.cell(0, 0), head.logo):
        for text, style in lines:
            paper.add_paragraph(_clean(text), style)
    else:
        _fill(table.cell(0, 1), lines)
    line = paper.add_paragraph()
    line.paragraph_format.line_spacing = Pt(5)
    _border(line, "thickThinSmallGap", "18")


def _picture(cell: _Cell, logo: bytes) -> bool:
    """Put the picture there, as big as there is room; return False for one that Word cannot show."""
    try:
        shape = cell.paragraphs[0].add_run().add_picture(io.BytesIO(logo))
    except (UnrecognizedImageError, UnexpectedEndOfFileError, InvalidImageStreamError):
        return False
    smaller = max(shape.width / _LOGO, shape.height / _LOGO_HEIGHT)
    shape.width, shape.height = Length(round(shape.width / smaller)), Length(round(shape.height / smaller))
    return True


def _fill(cell: _Cell, lines: Sequence[tuple[str, str]]) -> None:
    for number, (text, style) in enumerate(lines):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph.style = style
        paragraph.add_run(_clean(text))


def _border(paragraph: Paragraph, kind: str, size: str) -> None:
    """Draw a line below the paragraph, of that many eighths of a point."""
    borders, below = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", kind), ("sz", size), ("space", "1"), ("color", "000000")):
        below.set(qn(f"w:{name}"), value)
    borders.append(below)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no borders of paragraphs
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _table(paper: Docx, widths: Sequence[Length | int], rows: int, style: str = "Normal Table") -> Table:
    """Add a table of fixed widths, which Word and LibreOffice then lay out alike."""
    table: Table = paper.add_table(rows, len(widths))
    table.style = style if style != "Normal Table" else None
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Length(width)
    for row in table.rows:
        _widen(row, widths)
    return table


def _widen(row: _Row, widths: Sequence[Length | int]) -> None:
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = Length(width)


def _no_margins(table: Table) -> None:
    """Let what is written begin where the paragraphs around it do."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)  # noqa: SLF001 - python-docx has no margins of cells


def _fields(paper: Docx, fields: Sequence[tuple[str, str]]) -> None:
    table = _table(paper, _FIELDS, len(fields))
    _no_margins(table)
    for row, (name, value) in zip(table.rows, fields, strict=True):
        bold = name == "Hal"
        for cell, text in zip(row.cells, (name, ":", _clean(value) or _BLANK), strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            paragraph.add_run(text).bold = bold and text == _clean(value)
    line = paper.add_paragraph()
    line.paragraph_format.line_spacing = Pt(4)
    line.paragraph_format.space_after = Pt(10)
    _border(line, "single", "6")


def _signature(paper: Docx, signed: SignatureBlock) -> None:
    """Leave room for a signature; the day stands above already, and nobody is known: a dotted line."""
    paper.add_paragraph(f"{_clean(signed.title)},", "Tanda Tangan").paragraph_format.space_before = Pt(10)
    for _ in range(4):
        paper.add_paragraph("", "Tanda Tangan")
    run = paper.add_paragraph("", "Tanda Tangan").add_run(_clean(signed.name))
    run.bold = run.underline = signed.is_signed
    for line in signed.below[1:]:
        paper.add_paragraph(_clean(line), "Tanda Tangan")
    paper.paragraphs[-1].paragraph_format.keep_with_next = False


def _attachment(paper: Docx, content: MemoContent) -> None:
    section = paper.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _A4[1], _A4[0]
    section.left_margin = section.right_margin = Cm(2)
    section.footer.is_linked_to_previous = False
    paper.add_paragraph(f"Lampiran Nota Dinas {_clean(content.signed.title)}", "Kaki")
    paper.add_paragraph(_clean(content.attachment), "Judul Lampiran")
    paper.add_paragraph(_clean(content.about)).paragraph_format.space_after = Pt(6)
    if not content.rows:
        paper.add_paragraph(_clean(content.empty))
        return
    table = _table(paper, _COLUMNS, 0, "Table Grid")
    styles = {
        heads: paper.styles["Kepala Tabel" if heads else "Isi Tabel"].style_id for heads in (True, False)
    }
    for texts in (content.headings, *content.rows):
        heads = texts is content.headings
        _add_row(table, [_clean(text) for text in texts], str(styles[heads]), heads=heads)


def _add_row(table: Table, texts: Sequence[str], style: str, *, heads: bool) -> None:
    """Add a row that no page tears; the first stands on each page (Word takes only the very first as such).

    Its elements are made one by one: through python-docx the 1500 rows of 500 OPD take minutes.
    """
    row = _within(table._tbl, "w:tr")  # noqa: SLF001 - where python-docx appends its rows, too
    kept = _within(row, "w:trPr")
    _within(kept, "w:cantSplit")
    if heads:
        _within(kept, "w:tblHeader")
    for number, (text, width) in enumerate(zip(texts, _COLUMNS, strict=True)):
        cell = _within(row, "w:tc")
        _within(_within(cell, "w:tcPr"), "w:tcW", w=str(width.twips), type="dxa")
        paragraph = _within(cell, "w:p")
        properties = _within(paragraph, "w:pPr")
        _within(properties, "w:pStyle", val=style)
        if number in _NUMBERS:
            _within(properties, "w:jc", val="center")
        said = _within(_within(paragraph, "w:r"), "w:t")
        said.text = text
        said.set(qn("xml:space"), "preserve")


def _within(parent: Any, name: str, **attributes: str) -> Any:  # noqa: ANN401 - python-docx has no types for its elements
    """Add an element there and return it."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    parent.append(made)
    return made


def _foot(section: Section, content: MemoContent) -> None:
    """Write as of when this is, how it is checked and which page it is."""
    foot: _Footer = section.footer
    width = section.page_width, section.left_margin, section.right_margin
    inner = Length((width[0] or 0) - (width[1] or 0) - (width[2] or 0))
    line = foot.paragraphs[0]
    line.style = "Kaki"
    line.paragraph_format.tab_stops.add_tab_stop(inner, WD_TAB_ALIGNMENT.RIGHT)
    stamp = content.stamp
    if stamp.link:
        picture = io.BytesIO()
        segno.make(stamp.link, micro=False, error="m").save(picture, kind="png", scale=6, border=4)
        picture.seek(0)
        line.add_run().add_picture(picture, width=_QR)
        line.add_run("  ")
    code = f"kode {stamp.code}" if stamp.code else ""
    checked = "".join(f" · {one}" for one in (code, stamp.trail) if one)
    line.add_run(f"{stamp.position[:1].upper()}{stamp.position[1:]}{_clean(checked)}\tHalaman ")
    _number(line, "PAGE")
    line.add_run(" dari ")
    _number(line, "NUMPAGES")


def _number(paragraph: Paragraph, what: str) -> None:
    """Add a number that Word counts by itself."""
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()
        if kind is None:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {what} "
            run._r.append(code)  # noqa: SLF001 - python-docx has no fields
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)  # noqa: SLF001 - likewise
