"""What an admin reads at home about people."""

from handlers.words import words


def to_do(wishes: int, lacking: int) -> str:
    """Return what waits, a line each; nothing where nothing does."""
    return words.lines(
        f"{words.WAITING} {words.bold(f'{wishes} permintaan peran')} menunggu persetujuan" if wishes else "",
        f"{words.MISSING} {words.bold(f'{lacking} OPD belum punya operator')}" if lacking else "",
    )
