"""Which document is wanted, and what its file is called."""

import re
from dataclasses import dataclass
from enum import StrEnum

from domain.indicators import by_key
from domain.keys import IndicatorKey


class DocumentKind(StrEnum):
    """What can be handed over. The value is its word on the command line and in the names of files."""

    CHART = "grafik"
    """Of all five indicators, or of the one that `Wanted.indicator` names."""
    FORM = "formulir"
    MEASUREMENT = "pengukuran"
    MEASUREMENT_PDF = "pengukuran-pdf"
    ACTION_PLAN = "rencana-aksi"
    EVIDENCE = "bukti"
    MEMO = "nota-dinas"
    OVERDUE = "belum-lapor"
    INVITATIONS = "undangan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One document as it is asked for: what is on the screen when somebody asks. Equal ones are one file."""

    kind: DocumentKind
    year: int
    quarter: int = 0
    """1–4: as of its last day; 0: as of now, or of the closing of a year that was closed."""
    indicator: IndicatorKey | None = None
    """None: all five."""
    scope: str = ""
    """What else makes it another file: the Sub Bagian of a list, the OPD of an invitation."""


_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9-]+")


def _named(wanted: Wanted) -> str:
    """Return what of the scope is told: for which OPD an invitation is, and not by whom and after which."""
    return wanted.scope.rsplit(".", 2)[0] if wanted.kind is DocumentKind.INVITATIONS else wanted.scope


def file_name(wanted: Wanted, suffix: str, part: int = 1, parts: int = 1) -> str:
    """Return what its file is called, ASCII and without spaces: "IKU-2026-TW2-pengukuran.xlsx".

    `suffix` is without a dot. One of several parts says which: "IKU-2026-SAKIP-bukti-1dari2.zip".
    """
    said = (
        "IKU",
        str(wanted.year),
        f"TW{wanted.quarter}" if wanted.quarter else "",
        by_key(wanted.indicator).key.upper() if wanted.indicator is not None else "",
        _NOT_IN_NAMES.sub("-", _named(wanted)).strip("-"),
        wanted.kind.value.removesuffix("-pdf"),
        f"{part}dari{parts}" if parts > 1 else "",
    )
    return f"{'-'.join(filter(None, said))}.{suffix}"
