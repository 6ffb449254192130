"""A logo as documents take it: whatever was sent becomes a PNG of moderate size."""

import io

import docx
import pytest
import typst
from docx.image.exceptions import UnrecognizedImageError

from domain.documents.logo import LogoContent
from storage.rendering.logo import draw
from tests.storage.rendering.pictures import CMYK_JPEG, picture, size


def drawn(picture: bytes) -> bytes:
    return draw(LogoContent(picture=picture))


def in_docx(picture: bytes) -> None:
    docx.Document().add_picture(io.BytesIO(picture))


def test_a_huge_picture_becomes_a_small_one_of_the_same_shape() -> None:
    huge = picture(4000, 2000)
    assert size(drawn(huge)) == (600, 300)
    assert len(drawn(huge)) < 20_000


@pytest.mark.parametrize(("width", "height"), [(1, 1), (40, 60), (600, 600), (3, 900), (900, 3)])
def test_every_shape_fits_and_a_small_one_is_not_blown_up(width: int, height: int) -> None:
    found = size(drawn(picture(width, height)))
    assert max(found) <= 600
    assert min(found) >= 1
    if max(width, height) <= 600:
        assert found == (width, height)


def test_what_was_transparent_stays_so() -> None:
    png = drawn(picture(20, 20, alpha=0))
    assert png[25] == 6, "colours with alpha"
    assert drawn(picture(20, 20, alpha=0)) != drawn(picture(20, 20))


def test_a_jpeg_of_print_shops_becomes_what_every_writer_takes() -> None:
    """python-docx takes none that is neither JFIF nor Exif: its issues 187 and 1430."""
    with pytest.raises(UnrecognizedImageError):
        in_docx(CMYK_JPEG)
    in_docx(drawn(CMYK_JPEG))


@pytest.mark.parametrize(
    "broken", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", picture(9, 9)[:60], CMYK_JPEG[:90]]
)
def test_what_is_no_picture_is_not_drawn(broken: bytes) -> None:
    with pytest.raises(typst.TypstError):
        drawn(broken)


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert drawn(picture(50, 70)) == drawn(picture(50, 70))
