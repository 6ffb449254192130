"""A PDF that nobody opens without a password is refused; one that opens by itself is not.

The files of `locked/` were written by pikepdf 10 and LibreOffice 7.4: "sandi" with a password to open it,
"terbuka" without one. Their names begin with the revision of their encryption.
"""

from pathlib import Path

import pytest

from domain.files.foreign import Fault, FileKind, Mark, UnfitFile
from storage.foreign.aes import encrypted
from storage.foreign.judging import judged
from storage.foreign.locked_pdf import asks_for_password

FILES = sorted((Path(__file__).parent / "locked").iterdir())
LOCKED = [path for path in FILES if path.stem.endswith("sandi")]
OPEN = [path for path in FILES if path.stem.endswith("terbuka")]


def named(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", LOCKED, ids=named)
def test_one_that_asks_for_a_password_is_locked(path: Path) -> None:
    with pytest.raises(UnfitFile) as refused:
        judged(path.read_bytes())
    assert refused.value.fault is Fault.LOCKED


@pytest.mark.parametrize("path", OPEN, ids=named)
def test_one_that_opens_by_itself_is_taken_with_a_mark(path: Path) -> None:
    verdict = judged(path.read_bytes())
    assert verdict.kind is FileKind.PDF
    assert Mark.LOCKED in verdict.marks


def test_both_were_tried() -> None:
    assert len(LOCKED) >= len(OPEN) >= 9


HEX = "00" * 32
COMPLETE = f"/Filter/Standard/R 4/V 4/P -4/O<{HEX}>/U<{HEX}>"


@pytest.mark.parametrize(
    "encryption",
    [
        "/Encrypt 9 0 R",
        "/Encrypt<<>>",
        "/Encrypt<<" + COMPLETE,
        "/Encrypt<<" + COMPLETE.replace("/Standard", "/Adobe.PubSec") + ">>",
        "/Encrypt<<" + COMPLETE.replace("/R 4", "/R 7") + ">>",
        "/Encrypt<<" + COMPLETE.replace("/R 4", "/R (4)") + ">>",
        "/Encrypt<<" + COMPLETE.replace(HEX, "00") + ">>",
        "/Encrypt<<" + COMPLETE.replace(f"<{HEX}>", "(never closed") + ">>",
        "/Encrypt<<" + "[" * 400 + ">>",
        "".join(f"/Encrypt<<{COMPLETE}/X {number}>>" for number in range(9)),
    ],
)
def test_what_cannot_be_told_stays_a_mark(encryption: str) -> None:
    assert not asks_for_password(b"%PDF-1.7\ntrailer<<" + encryption.encode())


@pytest.mark.parametrize("path", FILES, ids=named)
def test_one_that_breaks_off_ends_in_an_answer(path: Path) -> None:
    content = path.read_bytes()
    for end in range(0, len(content), 97):
        assert asks_for_password(content[:end]) in (True, False)


@pytest.mark.parametrize(
    "said", [f"<{'41' * 32}>", f"({'A' * 32})", rf"(\101{'A' * 31})", f"(A\\\n{'A' * 31})", f"<{'41 ' * 32}>"]
)
def test_strings_are_read_in_every_form(said: str) -> None:
    """None of them is the check of an empty password, whichever way it is written."""
    content = f"%PDF-1.7\ntrailer<</Encrypt<</Filter/Standard/CF<</X[1 0 R]>>/R 2/P -4/O{said}/U{said}>>>>"
    assert asks_for_password(content.encode())


def test_the_example_of_the_standard_for_aes() -> None:
    """NIST SP 800-38A, F.2.1."""
    key, start = bytes.fromhex("2b7e151628aed2a6abf7158809cf4f3c"), bytes(range(16))
    plain = bytes.fromhex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51")
    assert encrypted(key, start, plain).hex() == (
        "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"
    )
