"""A logo as it is kept: whatever picture was sent, drawn anew in the one form that every document takes."""

from dataclasses import dataclass

MOST_PIXELS = 600
"""Of its longer side: at the 22 mm that it is printed at, more is not seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogoContent:
    """The bytes of a picture that somebody sent as the logo."""

    picture: bytes
