"""The lembar undangan as a PDF: a page for each, whose code is read back from the paper."""

import shutil
import subprocess
from pathlib import Path

import pytest

from storage.rendering.invitations import draw
from tests.storage.rendering.papers import NAMES, invitations

LONGEST_BOT = "iku_kota_yang_namanya_panjang_bot"[:32]
"""Telegram's longest name of a bot has 32 characters."""


def test_there_is_a_page_for_each() -> None:
    drawn = draw(invitations(2))
    assert drawn.startswith(b"%PDF-")
    assert draw(invitations(2)) == drawn


@pytest.mark.exhaustive
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext (poppler-utils)")
@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="needs zbarimg (zbar-tools)")
def test_every_code_is_read_back_from_its_page_and_the_link_beside_it_is_the_same(tmp_path: Path) -> None:
    content = invitations(len(NAMES) + 1, LONGEST_BOT)
    (tmp_path / "pages.pdf").write_bytes(draw(content))
    pages = (run("pdftotext", "-layout", str(tmp_path / "pages.pdf"), "-")).split("\f")[:-1]
    assert len(pages) == len(content.sheets)
    # As coarse as a bad copier: 75 dots an inch, in grey.
    run("pdftoppm", "-r", "75", "-gray", "-png", str(tmp_path / "pages.pdf"), str(tmp_path / "page"))
    pictures = sorted(tmp_path.glob("page*.png"))
    for page, picture, sheet in zip(pages, pictures, content.sheets, strict=True):
        read = run("zbarimg", "-q", "--raw", str(picture)).split()
        assert read == [sheet.link]
        assert sheet.typed in page  # on one line, to be typed
        assert sheet.until in page
        said = " ".join(page.split())
        assert all(how in said for how in sheet.how)
        assert "BAGIAN ORGANISASI" in page


def run(*command: str) -> str:
    done = subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - of this test
    return done.stdout.decode()
