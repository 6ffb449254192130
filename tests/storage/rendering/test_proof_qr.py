"""The QR at the foot of a page is read by a scanner: in grey print, faded, and on a dark screen."""

import shutil
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from domain.documents.codes import START, bare, code_of, read_code
from domain.documents.stamp import Stamp
from domain.language.dates import WIB
from storage.rendering import typesetting
from storage.rendering.typesetting import pdf, png

SECRET = bytes(range(32))
PAGE = """
#import "page.typ": *
#show: paper.with(data)
#data.title
"""
PICTURE = """
#import "page.typ": *
#show: picture.with(data)
#data.title
"""
_TOOLS = ("zbarimg", "pdftoppm")
pytestmark = [
    pytest.mark.exhaustive,
    pytest.mark.skipif(
        any(shutil.which(tool) is None for tool in _TOOLS), reason=f"{', '.join(_TOOLS)} are not all here"
    ),
]


@dataclass(frozen=True)
class Content:
    stamp: Stamp
    title: str = "Judul"


def stamp(number: int, bot: str) -> Stamp:
    code = code_of(SECRET, number)
    link = f"https://t.me/{bot}?start={START}{bare(code)}"
    return Stamp(as_of=datetime(2026, 6, 30, 23, 59, tzinfo=WIB), final=True, code=code, link=link)


@pytest.fixture(autouse=True)
def _templates(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shutil.copy(typesetting.TEMPLATES / "page.typ", tmp_path)
    (tmp_path / "page-of-test.typ").write_text(PAGE)
    (tmp_path / "picture-of-test.typ").write_text(PICTURE)
    monkeypatch.setattr(typesetting, "TEMPLATES", tmp_path)


def read(picture: Path) -> str:
    """Return what a scanner reads from a picture, nothing where it finds no code."""
    found = subprocess.run(  # noqa: S603 - a file of this test
        [str(shutil.which("zbarimg")), "-q", "--raw", "-Sdisable", "-Sqrcode.enable", str(picture)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return found.stdout.strip()


def printed(document: bytes, folder: Path, dots: int) -> Path:
    """Return a page as it comes out of a printer of so many dots an inch: grey (a PGM)."""
    (folder / "page.pdf").write_bytes(document)
    asked = [
        str(shutil.which("pdftoppm")),
        "-gray",
        "-singlefile",
        "-r",
        str(dots),
        str(folder / "page.pdf"),
        str(folder / "page"),
    ]
    subprocess.run(asked, check=True)  # noqa: S603 - as above
    return folder / "page.pgm"


def redrawn(grey: Path, name: str, ink: int, paper: int, *, around: int | None = None) -> Path:
    """Return a grey picture again, its black and white become these greys; `around`: on a screen so dark."""
    _, size, _, pixels = grey.read_bytes().split(b"\n", 3)
    width, height = map(int, size.split())
    shades = bytes(ink + (paper - ink) * shade // 255 for shade in range(256))
    rows = [pixels[at * width : (at + 1) * width].translate(shades) for at in range(height)]
    if around is not None:
        side = 60
        edge = bytes([around])
        rows = [edge * side + row + edge * side for row in rows]
        width, height = width + 2 * side, height + 2 * side
        rows = [edge * width] * side + rows + [edge * width] * side
    made = grey.with_name(name)
    made.write_bytes(f"P5\n{width} {height}\n255\n".encode() + b"".join(rows))
    return made


@pytest.mark.parametrize(("number", "bot"), [(147, "iku_bot"), (1 << 30, "a" * 28 + "_bot")])
def test_the_qr_of_a_page_is_read_and_opens_what_it_says(tmp_path: Path, number: int, bot: str) -> None:
    told = stamp(number, bot)
    page = printed(pdf("page-of-test.typ", Content(told)), tmp_path, 150)
    assert read(page) == told.link
    assert read_code(SECRET, read(page)) == number
    assert read(redrawn(page, "faded.pgm", ink=110, paper=225)) == told.link
    assert read(redrawn(page, "dark-screen.pgm", ink=0, paper=255, around=20)) == told.link


@pytest.mark.parametrize(("number", "bot"), [(147, "iku_bot"), (1 << 30, "a" * 28 + "_bot")])
def test_the_qr_of_a_picture_is_read(tmp_path: Path, number: int, bot: str) -> None:
    told = stamp(number, bot)
    (tmp_path / "picture.png").write_bytes(png("picture-of-test.typ", Content(told)))
    assert read(tmp_path / "picture.png") == told.link
