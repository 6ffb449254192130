"""A logo as a PNG of moderate size, with what was transparent kept so.

Drawn anew once, when it is sent: a JPEG in CMYK, or one that is neither JFIF nor Exif, is no picture to the
writer of DOCX (python-docx issues 187 and 1430), and 4000 × 4000 pixels would be in every document.
"""

from domain.documents.logo import MOST_PIXELS, LogoContent
from storage.rendering.typesetting import png


def draw(content: LogoContent) -> bytes:
    """Return the PNG. Raises typst.TypstError for what is no picture."""
    return png("logo.typ", content, most=MOST_PIXELS)
