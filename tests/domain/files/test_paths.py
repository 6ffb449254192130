"""Paths in an archive: whatever a file is called, it can be unpacked anywhere, and none hides another."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.files.paths import LONGEST_PART, Paths, plain_folder, plain_name

PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("LHE AKIP 2025.pdf", "LHE_AKIP_2025.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\autoexec.bat", "autoexec.bat"),
        ("/absolute.pdf", "absolute.pdf"),
        ("", "dokumen"),
        ("...", "dokumen"),
        (".bashrc", "bashrc"),
        ("-rf.pdf", "rf.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("com1", "_com1"),
        ("ملف.pdf", "berkas.pdf"),
        ("Évaluation déjà vu.docx", "Evaluation_deja_vu.docx"),
        ("a\nb\t\0c.png", "a_b_c.png"),
        ("=1+1.xlsx", "1_1.xlsx"),
        ("x" * 300 + ".pdf", "x" * 76 + ".pdf"),
        ("LHE v1. Final revisi", "LHE_v1._Final_revisi"),
        ("berkas.", "berkas"),
        ("$(rm -rf ~).pdf", "rm_-rf.pdf"),
    ],
)
def test_a_file_is_called_what_anybody_can_unpack(name: str, plain: str) -> None:
    assert plain_name(name, "berkas") == plain


def test_a_folder_has_no_ending() -> None:
    assert plain_folder("RSUD-RSUD dr. Mohamad Saleh", "OPD") == "RSUD-RSUD_dr._Mohamad_Saleh"
    assert plain_folder("ديوان", "OPD") == "OPD"
    assert plain_folder("nul", "OPD", 3) == "_nu"


@given(st.text(max_size=300))
def test_whatever_a_file_is_called_its_name_is_plain(name: str) -> None:
    for plain in (plain_name(name, "berkas"), plain_folder(name, "berkas")):
        assert PLAIN.fullmatch(plain)
        assert len(plain) <= LONGEST_PART
        assert not plain.endswith(".")
        assert plain_name(plain, "berkas") == plain or plain.startswith("_")


@given(st.lists(st.sampled_from(["a.pdf", "A.PDF", "a-2.pdf", "a", "A", "a-2", "b.tar.gz"]), max_size=20))
def test_no_path_is_given_twice(names: list[str]) -> None:
    paths = Paths()
    given_out = [paths.new("SAKIP/DINKES", name) for name in names]
    assert len({path.casefold() for path in given_out}) == len(names)
    assert all(path.startswith("SAKIP/DINKES/") for path in given_out)


def test_the_same_name_gets_a_number_before_its_ending() -> None:
    paths = Paths()
    assert [paths.new("f", "LHE.pdf") for _ in range(3)] == ["f/LHE.pdf", "f/LHE-2.pdf", "f/LHE-3.pdf"]
    assert paths.new("g", "LHE.pdf") == "g/LHE.pdf"
    assert [paths.new("f", "LHE") for _ in range(2)] == ["f/LHE", "f/LHE-2"]
