"""What a person chose for their own comfort; it changes nothing that anybody else sees."""

from enum import StrEnum


class Preference(StrEnum):
    """What can be chosen: yes or no."""

    OPENS_PAPERS = "opens_papers"
    """Whether a report's evidence comes by itself when its card is opened."""


UNLESS_SAID = {Preference.OPENS_PAPERS: True}
