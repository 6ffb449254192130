"""What is said around the pictures that come every week."""

from collections.abc import Iterable, Sequence

from domain.documents.said import Said
from domain.indicators import by_key
from domain.keys import IndicatorKey
from handlers.words import words

# Of whichever year or quarter the picture is below which it was pressed: what comes is how things stand then.
SUBSCRIBED = "Grafik terbaru dikirim tiap Senin 07.30. Bila Senin libur, pada hari kerja berikutnya."
STOPPED = "Grafik ini tidak dikirim lagi tiap Senin."
NOT_DRAWN = "Gambarnya belum berhasil disiapkan; angkanya:"


def called(indicator: IndicatorKey | None) -> str:
    """Return what a picture is of (not escaped)."""
    return by_key(indicator).title if indicator is not None else "semua indikator"


def at_home(pictures: Iterable[IndicatorKey | None]) -> str:
    """Return which pictures come every week, in one line (HTML)."""
    return words.escape(f"Grafik tiap Senin 07.30: {', '.join(map(called, pictures))}")


def mine(pictures: Sequence[IndicatorKey | None], note: str = "") -> str:
    """Return which pictures come every week, and how to end it (HTML)."""
    if not pictures:
        return words.paragraphs(
            note,
            words.bold("Grafik tiap Senin"),
            "Belum ada. Buka Grafik dari /iku, lalu tekan Kirim tiap Senin 07.30.",
        )
    return words.paragraphs(
        note,
        words.bold("Grafik tiap Senin"),
        "\n".join(f"• {words.escape(called(one))}" for one in pictures),
        "Dikirim pukul 07.30; bila Senin libur, pada hari kerja berikutnya. Tekan yang ingin dihentikan.",
    )


def not_drawn(title: str, said: Iterable[Said]) -> str:
    """Return the numbers of a picture that could not be drawn (HTML)."""
    return words.paragraphs(
        words.lines(words.bold(title), NOT_DRAWN), words.lines(*(words.escape(one.words) for one in said))
    )
