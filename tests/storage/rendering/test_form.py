"""The IKU form as a PDF: read back sentence by sentence, and drawn of what people may type."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from domain.documents.form import FormContent, FormRow, form_content
from domain.documents.stamp import Stamp
from domain.office.office import Office, Signatory
from storage.rendering.form import draw
from tests.storage.rendering.pictures import picture

STAMP = Stamp(
    as_of=datetime(2026, 6, 30, 16, 59, tzinfo=UTC),
    final=False,
    code="7KQ2-9XWB-41MD",
    link="https://t.me/iku_bot?start=cek_7KQ29XWB41MD",
)
HEAD = Signatory(
    id=1,
    title="Kepala Bagian Organisasi",
    name="Dra. Contoh Nama, M.Si.",
    rank="Pembina Tingkat I",
    nip="19700101 199503 2 001",
    since=date(2024, 1, 1),
)
SIGNED = Office(signatories=(HEAD,))
HOSTILE = (
    "#panic()", "$x^2$", "*tebal* _miring_", "<label> @ref", "\"kutip\" 'satu'", "A & B", "= judul",
    "- butir", "\\ // /* `kode`", "مرحبا", "😀", "x" * 200, "kata " * 40,
)  # fmt: skip
reads_pdf = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler-utils is not installed: PDF files are not read back"
)


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def read_back(pdf: bytes, folder: Path, *options: str) -> str:
    (folder / "form.pdf").write_bytes(pdf)
    told = subprocess.run(  # noqa: S603 - our own file
        ["pdftotext", *options, str(folder / "form.pdf"), "-"],  # noqa: S607 - found by shutil.which
        capture_output=True, check=True,
    )  # fmt: skip
    return told.stdout.decode()


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", text)


def sentences(content: FormContent) -> tuple[list[str], list[str]]:
    """Return all that the form says as it is read: what stands in rows, and the goals by themselves.

    A goal beside two rows stands in the middle of them: which of them it comes after is no matter of words.
    """
    rows = [row for goal in content.table for row in goal.rows]
    in_rows = [
        content.title,
        content.office,
        *content.goals,
        *content.duty,
        *content.functions,
        *content.columns,
        *(said for row in rows for said in _of_row(row)),
        content.basis,
        *content.signed.above,
        *content.signed.below,
    ]
    goals = [said for goal in content.table for said in (goal.number, goal.goal)]
    return in_rows, [content.columns[-1], *goals, content.basis]


def _of_row(row: FormRow) -> tuple[str, ...]:
    return (row.name, row.formula.numerator, row.formula.denominator, row.source, row.owner)


def check_order(said: list[str], plain: str) -> None:
    place = 0
    for one in said:
        found = plain.find(squeezed(one), place)
        assert found >= 0, f"{one!r} is not behind what comes before it"
        place = found + len(squeezed(one))


def test_the_form_is_one_page_with_its_signature() -> None:
    pdf = draw(form_content(2026, SIGNED, stamp=STAMP, logo=picture(40, 60)))
    assert pdf.startswith(b"%PDF")
    assert pages(pdf) == 1
    assert pdf == draw(form_content(2026, SIGNED, stamp=STAMP, logo=picture(40, 60)))


@pytest.mark.exhaustive
@reads_pdf
def test_every_sentence_of_the_form_is_in_the_file_and_in_order(tmp_path: Path) -> None:
    content = form_content(2026, SIGNED, stamp=STAMP)
    plain = squeezed(read_back(draw(content), tmp_path, "-raw"))
    for said in sentences(content):
        check_order(said, plain)
    assert plain.count("×100%") == 5
    assert "Posisiper30Juni2026pukul23.59WIB" in plain
    assert STAMP.code in plain


@pytest.mark.exhaustive
@reads_pdf
def test_the_rows_stand_side_by_side_and_the_fourth_has_no_number(tmp_path: Path) -> None:
    told = read_back(draw(form_content(2026, SIGNED, stamp=STAMP)), tmp_path, "-layout")
    numbers = re.findall(r"^ *(\d)  ", told, re.MULTILINE)
    assert numbers == ["1", "2", "3", "4"]
    header = next(line for line in told.splitlines() if "SUMBER DATA" in line)
    assert header.index("NO") < header.index("INDIKATOR KINERJA UTAMA") < header.index("PENJELASAN")
    assert header.index("SUMBER DATA") < header.index("PENANGGUNG JAWAB")


@pytest.mark.exhaustive
@reads_pdf
@pytest.mark.parametrize("said", HOSTILE)
def test_whatever_is_typed_is_shown_as_it_is(tmp_path: Path, said: str) -> None:
    signs = replace(HEAD, title=said, name=said, rank=said, nip=said)
    office = Office(
        government=f"Pemerintah {said}", unit=said, place=said, goals=(said,), duty=(said, said),
        functions=(said, said), form_basis=said, signatories=(signs,),
    )  # fmt: skip
    told = squeezed(read_back(draw(form_content(2026, office, stamp=STAMP)), tmp_path))
    if said.isascii():
        assert told.count(squeezed(said)) >= 9


@pytest.mark.exhaustive
@reads_pdf
def test_a_long_form_repeats_its_header_and_leaves_the_signature_whole(tmp_path: Path) -> None:
    """A goal of many rows goes on over the page: typst issues 4707 and 6317 are about such tables."""
    content = form_content(2026, SIGNED, stamp=STAMP)
    rows = content.table[2].rows * 12
    long = replace(content, table=(*content.table[:2], replace(content.table[2], rows=rows)))
    pdf = draw(long)
    told = read_back(pdf, tmp_path, "-layout").split("\f")[:-1]
    assert len(told) >= 3
    assert all("PENANGGUNG JAWAB" in page for page in told if "Laporan Evaluasi" in page)
    signed = [page for page in told if HEAD.name in page]
    assert len(signed) == 1
    assert "Probolinggo, 30 Juni 2026" in signed[0]
    assert HEAD.nip in signed[0]
    assert all(STAMP.code in page for page in told)


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    "logo", [b"", picture(600, 600), picture(3, 600), picture(600, 3), picture(9, 9, alpha=0)]
)
def test_every_logo_that_is_kept_fits(logo: bytes) -> None:
    assert pages(draw(form_content(2026, SIGNED, stamp=STAMP, logo=logo))) == 1


@pytest.mark.exhaustive
def test_an_office_that_says_nothing_has_a_form_too() -> None:
    bare = Office(parent="", place="", address=(), goals=(), duty=(), functions=(), form_basis="")
    empty = form_content(2026, bare, stamp=replace(STAMP, code="", link=""), indicators=[])
    assert pages(draw(empty)) == 1
