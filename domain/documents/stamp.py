"""What every document says of itself: as of when it is, whether that is final, and how it is checked."""

from dataclasses import dataclass
from datetime import datetime

from domain.language.dates import WIB, day_of, format_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """The foot of a document. `code` and `link` are empty where nothing can be checked."""

    as_of: datetime
    final: bool
    """Whether the year was closed, so that these numbers stay."""
    code: str = ""
    """What is typed to check it, as it is written: groups of characters with a hyphen."""
    link: str = ""
    """What its QR leads to."""
    head: str = ""
    """The newest entry of the audit trail when it was made, and its hash: "128:9f86d081…"."""

    @property
    def position(self) -> str:
        """The line that says as of when it is: "posisi per 30 Juni 2026 pukul 23.59 WIB"."""
        return f"posisi per {format_instant(self.as_of)}" + (" (final)" if self.final else "")

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands at the foot above the code, beside the QR if there is one."""
        scan = "pindai QR ini, atau " if self.link else ""
        check = (f"Keaslian: {scan}kirim kode berikut ke bot:",) if self.code else ()
        return (f"P{self.position[1:]}", *filter(None, (self.trail,)), *check)

    @property
    def trail(self) -> str:
        """What says where the audit trail stood: "Jejak audit 128:9f86d081…"; "" where it had no entry."""
        return f"Jejak audit {self.head}" if self.head else ""


def format_instant(instant: datetime) -> str:
    """Return an instant as documents write it: "30 Juni 2026 pukul 23.59 WIB"."""
    return f"{format_day(day_of(instant))} pukul {instant.astimezone(WIB):%H.%M} WIB"
