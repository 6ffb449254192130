"""How much came in and went through: integers, read by whoever watches the process."""

from domain.times import Times


class Traffic:
    """What was received and what became of it, counted since the start."""

    def __init__(self) -> None:
        self.received = 0
        self.set_aside = 0
        self.answers = Times()
        """From receiving to having answered."""
