"""An OPD that counts otherwise than before: by how much, and why."""

from domain.closing.official import Cause, Moved
from handlers.words import words

LONGEST_NAME = 60
"""Characters of an OPD's name in such a list, so that five of them fit one message."""
_SIGNS = {1: "+1", 0: "±0", -1: "−1"}
_CAUSES = {
    Cause.VERIFIED: "diterima kemudian",
    Cause.EVALUATED: "dinilai kemudian",
    Cause.CORRECTED: "dikoreksi",
    Cause.UNDONE: "keputusan diurungkan",
    Cause.RULE: "aturan berubah",
    Cause.JOINED: "masuk hitungan",
    Cause.LEFT: "keluar dari hitungan",
}


def moved(one: Moved) -> str:
    """Return "+1 Dinas Kesehatan (diterima kemudian)" (HTML)."""
    return (
        f"{_SIGNS[one.change]} {words.escape(words.cut(one.opd.name, LONGEST_NAME))} ({_CAUSES[one.cause]})"
    )
