"""The way home, as it is put below whatever is said."""

from tests.town.dialogue import Json, labels

PIN = "Sematkan"


def home_keys(message: Json) -> list[str]:
    """Return the keys of a home screen but the one of a card that lives."""
    return [label for label in labels(message) if label != PIN]
