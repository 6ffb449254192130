import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.files.foreign import ENDINGS, FileKind
from domain.files.names import EXECUTABLE, LONGEST, UNNAMED, clean, ending, named_for, runs

HARMLESS = (
    ("LHE AKIP 2026.pdf", "LHE AKIP 2026.pdf"),
    ("Laporan Ñandú – final.docx", "Laporan Ñandú – final.docx"),
    ("laporan\u202efdp.exe", "laporanfdp.exe"),
    ("la\u200bpo\u200drat\ufeff.pdf\u200e", "laporat.pdf"),
    ("a\x00b\x07.pdf", "ab.pdf"),
    ("dua\nbaris\t.pdf", "dua baris .pdf"),
    ("../../etc/passwd.pdf", "passwd.pdf"),
    (r"C:\Users\siti\lhe.pdf", "lhe.pdf"),
    ("lhe.pdf. . ", "lhe.pdf"),
    ("  .htaccess", "htaccess"),
    ('lhe<1>:|?*".pdf', "lhe_1______.pdf"),
    ("CON.pdf", "_CON.pdf"),
    ("com1", "_com1"),
    ("lpt9 .tar.gz", "_lpt9 .tar.gz"),
    ("console.pdf", "console.pdf"),
    ("\ud800.pdf", "pdf"),
    ("\u3164.pdf", "pdf"),
    ("", UNNAMED),
    ("...", UNNAMED),
    ("\u202e", UNNAMED),
)


@pytest.mark.parametrize(("sent", "kept"), HARMLESS)
def test_a_name_loses_what_harms(sent: str, kept: str) -> None:
    assert clean(sent) == kept


@pytest.mark.parametrize(
    ("sent", "end"), [("a" * 300 + ".pdf", "….pdf"), ("b" * 300, "b…"), ("x." + "y" * 300, "y…")]
)
def test_a_long_name_keeps_its_ending(sent: str, end: str) -> None:
    kept = clean(sent)
    assert len(kept) == LONGEST
    assert kept.endswith(end)


@given(st.text(max_size=300))
def test_a_clean_name_is_clean_and_stays_so(sent: str) -> None:
    kept = clean(sent)
    assert clean(kept) == kept
    assert 0 < len(kept) <= LONGEST
    assert not any(letter in kept for letter in '/\\<>:"|?*\u202e\u2066\u200f\ufeff')
    assert not {unicodedata.category(letter) for letter in kept} & {"Cc", "Cf", "Cs"}
    assert kept == kept.strip(". ")


@pytest.mark.parametrize(
    "name",
    [
        "laporan.exe",
        "laporan.pdf.EXE",
        "laporan.pdf.exe",
        "laporanfdp.scr",
        "a.ｅｘｅ",
        "a.bat",
        "a.hta",
        "a.lnk",
        "a.js",
    ],
)
def test_what_a_computer_would_run(name: str) -> None:
    assert runs(clean(name))


@pytest.mark.parametrize("name", ["laporan.pdf", "exe", "laporan.exe.pdf", "makro.xlsm", "LHE v1.2", ".com"])
def test_what_it_would_not(name: str) -> None:
    assert not runs(name)


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        ("lhe.pdf", FileKind.PDF, "lhe.pdf"),
        ("LHE.PDF", FileKind.PDF, "LHE.PDF"),
        ("foto.JPEG", FileKind.JPEG, "foto.JPEG"),
        ("foto.heif", FileKind.HEIC, "foto.heif"),
        ("nama salah.pdf", FileKind.DOCX, "nama salah.docx"),
        ("gambar.gif", FileKind.PNG, "gambar.png"),
        ("unduhan.tmp", FileKind.PDF, "unduhan.pdf"),
        ("dokumen", FileKind.XLSX, "dokumen.xlsx"),
        ("LHE v1.2", FileKind.PDF, "LHE v1.2.pdf"),
        ("1. Surat Kadis", FileKind.PDF, "1. Surat Kadis.pdf"),
        ("pdf", FileKind.PDF, "pdf.pdf"),
        ("laporan.exe", FileKind.PDF, "laporan.pdf"),
        ("a.ｐｄｆ", FileKind.PDF, "a.pdf"),
    ],
)
def test_the_ending_agrees_with_the_content(name: str, kind: FileKind, kept: str) -> None:
    assert named_for(name, kind) == kept


@given(st.text(max_size=200), st.sampled_from(FileKind))
def test_no_stored_name_runs(sent: str, kind: FileKind) -> None:
    kept = named_for(clean(sent), kind)
    assert ending(kept) in ENDINGS[kind]
    assert len(kept) <= LONGEST + len(".docx")
    assert not runs(kept)
    assert named_for(kept, kind) == kept


def test_no_accepted_ending_runs() -> None:
    assert not EXECUTABLE & frozenset().union(*ENDINGS.values())


def test_a_name_of_marks_without_an_end_takes_no_time() -> None:
    assert clean("a" + "\u0301\u0327" * 50_000 + ".pdf").endswith(".pdf")
