"""What is worth a download, and what may be announced, by name and type alone."""

import pytest

from domain.files.foreign import Fault
from handlers.evidence.content import evidence_fault, may_be_announced, table_fault


@pytest.mark.parametrize(
    ("name", "mime", "fault"),
    [
        ("lhe.pdf", "application/pdf", None),
        ("lhe", "", None),
        ("lhe", "application/octet-stream", None),
        ("lhe.tmp", "application/octet-stream", None),
        ("surat.doc", "application/msword", None),
        ("lhe.pdf", "text/plain", None),
        ("catatan.txt", "text/plain", Fault.NOT_ACCEPTED),
        ("rapat.mp4", "video/mp4", Fault.NOT_ACCEPTED),
        ("lhe.exe", "application/pdf", Fault.EXECUTABLE),
        ("lhe.hta", "text/html", Fault.EXECUTABLE),
    ],
)
def test_evidence_is_downloaded_unless_it_is_surely_none(name: str, mime: str, fault: Fault | None) -> None:
    assert evidence_fault(name, mime) is fault


@pytest.mark.parametrize(
    ("name", "mime", "fault"),
    [
        ("opd.csv", "text/csv", None),
        ("opd.xlsx", "application/octet-stream", None),
        ("opd", "text/plain", None),
        ("opd.pdf", "application/pdf", Fault.NO_TABLE),
        ("opd", "image/png", Fault.NO_TABLE),
        ("opd.bat", "text/plain", Fault.EXECUTABLE),
    ],
)
def test_a_table_is_downloaded_unless_it_is_surely_none(name: str, mime: str, fault: Fault | None) -> None:
    assert table_fault(name, mime) is fault


@pytest.mark.parametrize(
    ("name", "mime", "may_be"),
    [
        ("edaran.pdf", "application/pdf", True),
        ("edaran.PDF", "", True),
        ("edaran", "application/pdf", True),
        ("edaran.docx", "application/octet-stream", True),
        ("edaran.exe", "application/pdf", False),
        ("edaran\u202efdp.exe", "application/pdf", False),
        ("edaran.pdf.exe ", "application/pdf", False),
        ("edaran.zip", "application/zip", False),
        ("edaran", "application/octet-stream", False),
    ],
)
def test_an_announced_file_goes_by_what_everybody_can_open(name: str, mime: str, *, may_be: bool) -> None:
    assert may_be_announced(name, mime) is may_be
