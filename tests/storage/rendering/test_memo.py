"""The nota dinas as Word opens it: its parts, real styles and fields, and names that stay names."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import segno
from docx import Document
from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.shared import Length

from domain.office.office import Office
from storage.rendering.memo import FONT, LANGUAGE, draw
from tests.storage.rendering.papers import NAMES, NOW, memo

SHOWN = [name.replace("\x0b", "").replace("\x00", "").replace("\ud800", "") for name in NAMES]


Element: TypeAlias = Any


def xml(thing: Any) -> Element:  # noqa: ANN401 - python-docx shows no element of its own
    """Return the element behind something of python-docx."""
    return thing._element  # noqa: SLF001 - likewise


def opened(drawn: bytes) -> Docx:
    return Document(io.BytesIO(drawn))


@pytest.fixture(scope="module")
def drawn() -> bytes:
    return draw(memo())


def logo(kind: str = "png") -> bytes:
    picture = io.BytesIO()
    segno.make("logo").save(picture, kind=kind)
    return picture.getvalue()


def test_it_has_the_parts_of_a_nota_dinas_in_order(drawn: bytes) -> None:
    content, paper = memo(), opened(drawn)
    said = [one.text for one in paper.paragraphs if one.text]
    assert said[:5] == [
        "PEMERINTAH KOTA PROBOLINGGO",
        "SEKRETARIAT DAERAH",
        "BAGIAN ORGANISASI",
        "Jalan Panglima Sudirman Nomor 19 Probolinggo",
        "NOTA DINAS",
    ]
    assert said[5:9] == [*content.paragraphs, content.closing]
    assert said[9:12] == ["Kepala Bagian Organisasi,", "." * 40, "NIP"]
    fields = [[cell.text for cell in row.cells] for row in paper.tables[0].rows]
    assert [row[0] for row in fields] == [name for name, _ in content.fields]
    number = next(row for row in fields if row[0] == "Nomor")
    assert set(number[2]) == {"."}


def test_the_attachment_has_a_row_for_each_and_what_people_are_called_stays_text(drawn: bytes) -> None:
    table = opened(drawn).tables[1]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == list(memo().headings)
    assert len(rows) == 1 + len(memo().rows)
    named = {row[1] for row in rows}
    assert set(SHOWN) <= named
    assert f"={NAMES[2][:30]}" in " ".join(row[6] for row in rows)


def test_its_first_row_stands_on_every_page_and_no_row_is_torn(drawn: bytes) -> None:
    rows = opened(drawn).tables[1].rows
    first = xml(rows[0]).trPr
    assert first.find(qn("w:tblHeader")) is not None
    assert all(xml(row).trPr.find(qn("w:cantSplit")) is not None for row in rows)
    assert all(xml(row).trPr.find(qn("w:tblHeader")) is None for row in list(rows)[1:])


def test_it_speaks_indonesian_in_one_font_on_a4(drawn: bytes) -> None:
    paper = opened(drawn)
    assert not [name for name in zipfile.ZipFile(io.BytesIO(drawn)).namelist() if "thumbnail" in name]
    styles = zipfile.ZipFile(io.BytesIO(drawn)).read("word/styles.xml").decode()
    assert f'w:val="{LANGUAGE}"' in styles
    assert "en-US" not in styles
    assert "Theme=" not in styles
    assert set(paper.styles["Isi"].base_style.element.rPr.rFonts.attrib.values()) == {FONT}
    sizes = [(Length(one.page_width or 0).mm, Length(one.page_height or 0).mm) for one in paper.sections]
    assert [(round(width), round(height)) for width, height in sizes] == [(210, 297), (297, 210)]


def test_its_foot_says_as_of_when_how_it_is_checked_and_which_page(drawn: bytes) -> None:
    for section in opened(drawn).sections:
        foot = section.footer.paragraphs[0]
        assert "Posisi per 22 Desember 2026 pukul 09.15 WIB · kode K7MQ-3XZP-9F2C" in foot.text
        assert [one.text.strip() for one in xml(foot).iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
        assert len(list(xml(foot).iter(qn("a:blip")))) == 1


def test_without_a_code_the_foot_has_no_picture() -> None:
    bare = memo(1)
    foot = opened(draw(replace(bare, stamp=replace(bare.stamp, code="", link="")))).sections[0].footer
    assert foot.paragraphs[0].text.startswith("Posisi per 22 Desember 2026 pukul 09.15 WIB\t")
    assert not list(xml(foot).iter(qn("a:blip")))


def test_where_nothing_is_owed_it_says_so_and_has_no_table() -> None:
    paper = opened(draw(memo(0)))
    assert len(paper.tables) == 1
    assert paper.paragraphs[-1].text == "Tidak ada laporan yang belum disampaikan."


def test_the_logo_stands_beside_the_names_and_what_is_no_picture_is_left_out() -> None:
    with_logo = opened(draw(memo(1, logo=logo())))
    kop = with_logo.tables[0]
    assert len(list(xml(kop.cell(0, 0)).iter(qn("a:blip")))) == 1
    assert "BAGIAN ORGANISASI" in kop.cell(0, 1).text
    for broken in (b"no picture at all", logo()[:30]):
        plain = opened(draw(memo(1, logo=broken)))
        assert "BAGIAN ORGANISASI" in [one.text for one in plain.paragraphs]


def test_who_signs_stands_below_with_rank_and_nip() -> None:
    content = memo(1, Office())
    signed = replace(content.signed, name="Ani <b> & Budi", rank="Pembina", nip="NIP 19700101 199503 1 001")
    said = [one.text for one in opened(draw(replace(content, signed=signed))).paragraphs]
    place = said.index("Ani <b> & Budi")
    assert said[place + 1 : place + 3] == ["Pembina", "NIP 19700101 199503 1 001"]


def test_the_file_itself_says_when_it_was_made_and_by_whom(drawn: bytes) -> None:
    said = opened(drawn).core_properties
    assert said.created is not None
    assert said.created == said.modified
    assert said.created.replace(tzinfo=NOW.tzinfo) - NOW < NOW - NOW.replace(hour=0)
    assert (said.author, said.title) == ("Kepala Bagian Organisasi", "NOTA DINAS")
    assert said.comments == "Naskah dinas menurut Permendagri 1/2023"


def test_the_same_memo_is_the_same_bytes() -> None:
    assert draw(memo(2)) == draw(memo(2))


@pytest.mark.exhaustive
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice (soffice)")
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext (poppler-utils)")
def test_libreoffice_opens_it_and_repeats_the_head_of_the_table(drawn: bytes, tmp_path: Path) -> None:
    (tmp_path / "memo.docx").write_bytes(drawn)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "memo.docx")], check=True, capture_output=True, timeout=240)  # noqa: S603 - our own file
    pages = (
        subprocess.run(  # noqa: S603 - our own file
            ["pdftotext", "-layout", str(tmp_path / "memo.pdf"), "-"],  # noqa: S607 - wherever it is
            check=True,
            capture_output=True,
            timeout=60,
        )
        .stdout.decode()
        .split("\f")[:-1]
    )
    assert len(pages) > 3
    assert "Demikian disampaikan" in pages[0]
    assert "Kepala Bagian Organisasi," in pages[0]  # the signature is never alone on a page
    for number, page in enumerate(pages, 1):
        assert f"Halaman {number} dari {len(pages)}" in page
        assert number == 1 or "Perangkat Daerah" in page.split("Keadaan")[0]
