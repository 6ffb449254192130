"""What foreign bytes are, by the bytes alone."""

import io
import zipfile
import zlib

import pytest

from domain.files.foreign import Fault, FileKind, Mark, UnfitFile, Verdict
from storage.foreign.judging import judged
from storage.foreign.packed import MOST_PARTS, MOST_UNPACKED
from storage.foreign.pdf import FURTHEST
from tests.handlers.evidence.office_files import (
    DOCX,
    OFFICE,
    STRICT,
    XLSX,
    docx,
    office,
    packed,
    relations,
    types,
    xlsx,
)
from tests.simulator.pictures import jpeg

VBA = "application/vnd.ms-office.vbaProject"
MACRO_SHEET = "application/vnd.ms-excel.macrosheet+xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF"


def fault_of(content: bytes) -> Fault:
    with pytest.raises(UnfitFile) as unfit:
        judged(content)
    return unfit.value.fault


def ftyp(major: bytes, *compatible: bytes) -> bytes:
    brands = major + b"\0\0\0\0" + b"".join(compatible)
    return (8 + len(brands)).to_bytes(4, "big") + b"ftyp" + brands + b"\0\0\0\x08mdat"


def part(content: bytes, **change: int) -> bytes:
    """Return the archive with a field changed in every directory entry and local header."""
    found = bytearray(content)
    for sign, flag_at, method_at in ((b"PK\x01\x02", 8, 10), (b"PK\x03\x04", 6, 8)):
        at = found.find(sign)
        while at >= 0:
            if "flags" in change:
                found[at + flag_at] |= change["flags"]
            if "method" in change:
                found[at + method_at] = change["method"]
            at = found.find(sign, at + 4)
    return bytes(found)


def trash_first() -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed({"[trash]/0000.dat": b"\xff\xff", **dict(reversed(parts.items()))})


def backslashes() -> bytes:
    return office("xl/workbook.xml", XLSX).replace(b"xl/workbook.xml", b"xl\\workbook.xml")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (jpeg(8, 8), FileKind.JPEG),
        (b"\xff\xd8\xff\xdb anything", FileKind.JPEG),
        (b"\x89PNG\r\n\x1a\n anything", FileKind.PNG),
        (b"RIFF\0\0\0\0WEBPVP8 ", FileKind.WEBP),
        (ftyp(b"heic", b"mif1"), FileKind.HEIC),
        (ftyp(b"hevx", b"msf1"), FileKind.HEIC),
        (ftyp(b"mif1", b"mif1"), FileKind.HEIC),
        (ftyp(b"msf1", b"hevc"), FileKind.HEIC),
        (ftyp(b"XXXX", b"heim"), FileKind.HEIC),
        (ftyp(b"avif", b"mif1"), FileKind.AVIF),
        (ftyp(b"mif1", b"avis"), FileKind.AVIF),
        (PDF, FileKind.PDF),
        (b"\xef\xbb\xbf\r\n" + PDF, FileKind.PDF),
        (b"x" * 100 + PDF, FileKind.PDF),
        (b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n" + PDF, FileKind.PDF),
        (b"\0" * FURTHEST + PDF, FileKind.PDF),
        (PDF + docx(), FileKind.PDF),
        (docx(), FileKind.DOCX),
        (xlsx(), FileKind.XLSX),
        (office(base=STRICT), FileKind.DOCX),
        (office("word/document2.xml"), FileKind.DOCX),
        (office("xl/Arbeitsmappe.xml", XLSX), FileKind.XLSX),
        (office("Main.part", DOCX), FileKind.DOCX),
        (office(more={"word/media/": ""}), FileKind.DOCX),
        # h2non/filetype.py#197: Word leaves parts in the bin, and they come first.
        (trash_first(), FileKind.DOCX),
        # python-excel/xlrd#228: everything lies at the top.
        (office("workbook.xml", XLSX), FileKind.XLSX),
        (backslashes(), FileKind.XLSX),
    ],
)
def test_what_is_taken(content: bytes, kind: FileKind) -> None:
    assert judged(content) == Verdict(kind)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.EMPTY),
        (b"a text", Fault.NOT_ACCEPTED),
        (b"Buka %PDF-1.7 dengan pembaca PDF.", Fault.NOT_ACCEPTED),
        (b"\0" * (FURTHEST + 1) + PDF, Fault.NOT_ACCEPTED),
        (b"GIF89a" + PDF, Fault.NOT_ACCEPTED),
        (ftyp(b"isom", b"mif1"), Fault.NOT_ACCEPTED),
        (ftyp(b"mp42", b"avif"), Fault.NOT_ACCEPTED),
        (b"\0\0\0\x00ftypheic", Fault.NOT_ACCEPTED),
        (b"\0\0\0\x18ftyp", Fault.NOT_ACCEPTED),
        (b"{\\rtf1 lhe}", Fault.NOT_ACCEPTED),
        (b"MZ\x90\0" + docx(), Fault.EXECUTABLE),
        (b"MZ\x90\0" + PDF, Fault.EXECUTABLE),
        (b"\x7fELF" + PDF, Fault.EXECUTABLE),
        (b"#!/bin/sh\n" + PDF, Fault.EXECUTABLE),
        (b"\n#!/bin/sh\n" + PDF, Fault.EXECUTABLE),
        (b"@echo off\r\n" + PDF, Fault.EXECUTABLE),
        (b"<html><script>x()</script>" + PDF, Fault.EXECUTABLE),
        (b"<hta:application>" + PDF, Fault.EXECUTABLE),
        (b'start "" calc\n' + PDF, Fault.EXECUTABLE),
        (b"some PK\x03\x04 thing" + PDF, Fault.EXECUTABLE),
        (b"L\0\0\0\x01\x14\x02\0 shortcut", Fault.EXECUTABLE),
        (b"\r\n" + docx(), Fault.DAMAGED),
        (docx()[:-30], Fault.DAMAGED),
        (docx()[:40] + b"\xff" + docx()[41:], Fault.DAMAGED),
        (docx() + xlsx(), Fault.DAMAGED),
        (packed({"[Content_Types].xml": types({}), "word/document.xml": "<x/>"}), Fault.DAMAGED),
        (office(body="<not closed>"), Fault.DAMAGED),
        (office(body='<?xml version="1.0" encoding="klingon"?><x/>'), Fault.DAMAGED),
        (office(body="<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"), Fault.DAMAGED),
        (packed({"laporan.pdf": PDF}), Fault.ARCHIVE),
        (packed({}), Fault.ARCHIVE),
        (b"Rar!\x1a\x07\x00", Fault.ARCHIVE),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text"}), Fault.OPEN_DOCUMENT),
        (part(docx(), flags=1), Fault.LOCKED),
        (part(docx(), method=9), Fault.PACKED),
        (part(docx(), method=93), Fault.PACKED),
        (packed({"a": "x"}, zipfile.ZIP_LZMA), Fault.PACKED),
        (OLE + "EncryptedPackage".encode("utf-16-le"), Fault.LOCKED),
        (OLE + "WordDocument".encode("utf-16-le"), Fault.OLD_OFFICE),
        (OLE + "Workbook".encode("utf-16-le"), Fault.OLD_OFFICE),
        (OLE + b"an installer", Fault.NOT_ACCEPTED),
        (office("ppt/p.xml", f"{OFFICE}presentationml.presentation.main+xml"), Fault.SLIDES),
        (office("word/d.xml", f"{OFFICE}wordprocessingml.template.main+xml"), Fault.TEMPLATE),
        (office("xl/w.bin", "application/vnd.ms-excel.sheet.binary.macroEnabled.main"), Fault.BINARY_SHEET),
    ],
)
def test_what_is_refused(content: bytes, fault: Fault) -> None:
    assert fault_of(content) is fault


@pytest.mark.parametrize(
    "content",
    [
        office("word/d.xml", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        office("xl/w.xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        office("xl/w.xml", XLSX, overrides={"xl/gambar.png": VBA}, more={"xl/gambar.png": b"x"}),
        office("xl/w.xml", XLSX, defaults={"dat": VBA}, more={"xl/renamed.dat": b"x"}),
        office(more={"word/_rels/document.xml.rels": relations(("vbaProject", "x.bin", ""))}),
        office(more={"word/renamed.bin": OLE + b"..." + "_VBA_PROJECT".encode("utf-16-le")}),
        office("xl/w.xml", XLSX, overrides={"xl/macrosheets/sheet1.xml": MACRO_SHEET}),
        office("xl/w.xml", XLSX, overrides={"a.xml": "application/vnd.ms-excel.intlmacrosheet+xml"}),
        office(more={"xl/_rels/w.xml.rels": relations(("xlMacrosheet", "a.xml", ""))}),
        office(more={"xl/_rels/w.xml.RELS": relations(("xlIntlMacrosheet", "a.xml", ""))}),
    ],
)
def test_macros_are_found_by_type_and_relation(content: bytes) -> None:
    assert fault_of(content) is Fault.MACROS


def with_relation(kind: str, target: str, mode: str = "External") -> bytes:
    return office(more={"word/_rels/document.xml.rels": relations((kind, target, mode))})


def with_body(inside: str) -> bytes:
    return office(body=f"<w:document xmlns:w='w'>{inside}</w:document>")


@pytest.mark.parametrize(
    ("content", "marks"),
    [
        (with_relation("hyperlink", "https://example.org"), set()),
        (with_relation("image", "media/image1.png", ""), set()),
        (with_relation("attachedTemplate", "https://example.org/a.dotm"), {Mark.TEMPLATE_ELSEWHERE}),
        (with_relation("attachedTemplate", "file:///C:/Normal.dotm"), {Mark.TEMPLATE_ELSEWHERE}),
        (with_relation("image", r"\\server\a.png"), {Mark.LOADS}),
        (with_relation("oleObject", "https://example.org/a.doc"), {Mark.LOADS, Mark.EMBEDS}),
        (with_relation("externalLinkPath", "Book2.xlsx"), set()),
        (with_relation("externalLinkPath", "https://example.org/a.xlsx"), {Mark.LOADS}),
        (with_relation("oleObject", "embeddings/o.bin", ""), {Mark.EMBEDS}),
        (with_relation("control", "activeX/a.xml", ""), {Mark.EMBEDS}),
        (with_relation("aFChunk", "a.html", ""), {Mark.EMBEDS}),
        (office(more={"word/embeddings/a.bin": b"MZ program"}), {Mark.EMBEDS}),
        (with_body("<w:fldSimple w:instr=' PAGE '/>"), set()),
        (with_body("<w:t>DDEAUTO is spoken of</w:t><w:instrText>PAGE</w:instrText>"), set()),
        (with_body("<w:fldSimple w:instr=' DDEAUTO c:\\ \"cmd\"'/>"), {Mark.COMMANDS}),
        (with_body("<w:instrText> D</w:instrText><w:instrText>DE x</w:instrText>"), {Mark.COMMANDS}),
        (
            with_body("<w:instrText>PAGE</w:instrText><w:fldChar/><w:instrText>dde x</w:instrText>"),
            {Mark.COMMANDS},
        ),
        (
            office(more={"xl/externalLinks/e1.xml": "<externalLink><ddeLink/></externalLink>"}),
            {Mark.COMMANDS},
        ),
        (
            office(more={"word/footer.xml": "<?xml version='1.0'?><f instr='x'/>".encode("utf-16")}),
            set(),
        ),
    ],
)
def test_what_a_reader_of_a_document_is_warned_of(content: bytes, marks: set[Mark]) -> None:
    assert judged(content).marks == marks


def stream(inside: bytes, head: bytes = b"/Filter/FlateDecode") -> bytes:
    packed_inside = zlib.compress(inside) if b"Flate" in head else inside
    return b"%PDF-1.7\n2 0 obj<<" + head + b">>stream\n" + packed_inside + b"\nendstream endobj\n%%EOF"


OBJECTS = b"/Type/ObjStm/N 1/First 4"


@pytest.mark.parametrize(
    ("content", "marks"),
    [
        (PDF, set()),
        (b"%PDF-1.7 /OpenAction<</S/JavaScript/JS(app.alert(1))>>", {Mark.SCRIPT}),
        (b"%PDF-1.7 /S /J#61v#61Script", {Mark.SCRIPT}),
        (b"%PDF-1.7 <</JS 5 0 R>>", {Mark.SCRIPT}),
        (b"%PDF-1.7 /AcroForm<</XFA 5 0 R>>", {Mark.SCRIPT}),
        (b"%PDF-1.7 /JavaScripture /JSON (x)", set()),
        (b"%PDF-1.7 /S/Launch/F(cmd.exe)", {Mark.LAUNCHES}),
        (b"%PDF-1.7 /S/L#61unch", {Mark.LAUNCHES}),
        (b"%PDF-1.7 /Type/EmbeddedFile", {Mark.ATTACHMENT}),
        (b"%PDF-1.7 /Names<</EmbeddedFiles 3 0 R>>", {Mark.ATTACHMENT}),
        (b"%PDF-1.7 trailer<</Encrypt 9 0 R>>", {Mark.LOCKED}),
        (stream(b"BT (hello) Tj ET"), set()),
        (stream(b"3 0 <</S/JavaScript>>", OBJECTS + b"/Filter/FlateDecode"), {Mark.SCRIPT}),
        (stream(b"3 0 <</JS(x)>>", OBJECTS + b"/Filter/FlateDecode"), {Mark.SCRIPT}),
        (stream(b"3 0 <</JS(x)>>", OBJECTS), {Mark.SCRIPT}),
        (stream(b"3 0 <</S/Launch>>", b"/Type/#4fbjStm/Filter/Fl#61teDecode/Flate"), {Mark.LAUNCHES}),
        (stream(b"3 0 <<>>", OBJECTS + b"/Filter/LZWDecode"), {Mark.UNCHECKED}),
        (stream(b"3 0 <<>>", OBJECTS + b"/Filter[/ASCIIHexDecode/FlateDecode]"), {Mark.UNCHECKED}),
        (stream(b"\x02binary", OBJECTS + b"/Filter/FlateDecode"), {Mark.UNCHECKED}),
        (stream(b"/JS (in a page's own words)"), set()),
        (stream(b"x" * (17 * 1024 * 1024)), {Mark.UNCHECKED}),
        (b"%PDF-1.7 1 0 obj<<>>stream\nno end /JS(x)", {Mark.SCRIPT}),
        (b"%PDF-1.7 " + stream(b"/JavaScript")[:-26], {Mark.SCRIPT}),
    ],
)
def test_what_a_reader_of_a_pdf_is_warned_of(content: bytes, marks: set[Mark]) -> None:
    assert judged(content) == Verdict(FileKind.PDF, marks=frozenset(marks))


def test_what_stands_in_a_stream_that_ends_early_is_seen() -> None:
    """The end that a reader believes is the length's; a word in between hides nothing."""
    inside = b"0" * 10 + b"endstream" + b"0" * 100 + b"/JavaScript"
    stored = zlib.compressobj(0)
    content = b"%PDF-1.7 2 0 obj<<>>stream\n" + stored.compress(inside) + stored.flush() + b"endstream"
    assert judged(content).marks == {Mark.SCRIPT}


def test_many_streams_are_looked_through_up_to_a_limit() -> None:
    one = stream(b"0" * (15 * 1024 * 1024))
    assert judged(one).marks == set()
    assert judged(one * 8).marks == {Mark.UNCHECKED}


def test_a_bomb_is_told_by_what_it_declares() -> None:
    assert fault_of(office(more={"a.xml": bytes(MOST_UNPACKED)})) is Fault.TOO_BIG
    assert fault_of(packed({f"{number}": "" for number in range(MOST_PARTS + 1)})) is Fault.TOO_BIG


def test_two_parts_of_one_name_are_refused() -> None:
    content = io.BytesIO(office(more={"word/DOCUMENT.xml": "<x/>"}))
    assert fault_of(content.getvalue()) is Fault.DAMAGED
