"""The ways into rooms that lead back to where they were opened from, so that no two rooms know each other."""

from handlers.telegram.buttons import Button


class AskWhatIf(Button, prefix="wa"):
    """*Bagaimana bila* of one indicator, with nothing changed yet."""

    indicator: str
    year: int


class DataQuality(Button, prefix="sq"):
    """*Mutu data* of a year (0: the one that is worked on)."""

    year: int
