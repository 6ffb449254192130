"""What the answers of an IKM report are called, and what they come to."""

from decimal import Decimal

from domain.indicators.ikm.unsur import UNSUR, ikm_of, ikm_weighted
from domain.keys import Answers

WAY, NILAI, INTERVAL, UNSUR_GROUP, READING = "cara", "nilai", "interval", "unsur", "bacaan"
RESPONDENTS = "responden"
PUBLISHED, BY_UNSUR = "terbit", "unsur"
TIMES_25, NILAI_AGAIN = "kali25", "ulang"
NINTHS, WEIGHTED = "sembilan", "bobot"
UNSUR_KEYS = tuple(f"u{number}" for number in range(1, len(UNSUR) + 1))


def unsur_of(answers: Answers) -> tuple[Decimal, ...] | None:
    """Return the nine averages, or None while one is missing or another way was chosen."""
    if answers.get(WAY) != BY_UNSUR or any(key not in answers for key in UNSUR_KEYS):
        return None
    return tuple(Decimal(answers[key]) for key in UNSUR_KEYS)


def nilai_of(answers: Answers) -> Decimal | None:
    """Return the IKM that these answers report (0,01 steps), or None while it is not known."""
    unsur = unsur_of(answers)
    if unsur is not None:
        return ikm_weighted(unsur) if answers.get(READING) == WEIGHTED else ikm_of(unsur)
    return Decimal(answers[NILAI]) if answers.get(WAY) == PUBLISHED and NILAI in answers else None


def respondents_of(answers: Answers) -> tuple[int, int | None] | None:
    """Return (respondents, population or None), or None when the question was skipped."""
    given = answers.get(RESPONDENTS)
    if not given:
        return None
    respondents, _, population = given.partition("/")
    return int(respondents), int(population) if population else None
