"""What the answers of an IKM report are called, and what they come to."""

from decimal import Decimal

from domain.indicators.ikm.readings import NINTHS, ikm_by
from domain.indicators.ikm.service_units import Units, from_text, ikm_of_units
from domain.indicators.ikm.unsur import FEWEST, MOST, UNSUR, ikm_of
from domain.keys import Answers
from domain.language.numbers import round_half_up

WAY, NILAI, INTERVAL, UNSUR_GROUP, READING = "cara", "nilai", "interval", "unsur", "bacaan"
RESPONDENTS = "responden"
UNITS = "unit"
"""The canonical text of the service units (`domain.indicators.ikm.service_units`)."""
PUBLISHED, BY_UNSUR, BY_OTHERS, BY_UNITS = "terbit", "unsur", "lain", "unit"
PUBLISHED_TOO = "nilai-dokumen"
"""What the OPD has published beside its units, where its document says something else than they make."""
TIMES_25, NILAI_AGAIN = "kali25", "ulang"
UNSUR_KEYS = tuple(f"u{number}" for number in range(1, len(UNSUR) + 1))
"""Each always means the same unsur, in whatever order a year asks for them."""
COUNT, OTHERS_GROUP = "jumlah", "rerata"
COUNTS = tuple(count for count in range(FEWEST, MOST + 1) if count != len(UNSUR))
"""How many unsur another survey may have; nine are the regulation's."""
AVERAGE_KEYS = tuple(f"n{number}" for number in range(1, MOST + 1))


def unsur_of(answers: Answers) -> tuple[Decimal, ...] | None:
    """Return the nine averages, or None while one is missing or another way was chosen."""
    if answers.get(WAY) != BY_UNSUR or any(key not in answers for key in UNSUR_KEYS):
        return None
    return tuple(Decimal(answers[key]) for key in UNSUR_KEYS)


def count_asked(answers: Answers) -> int:
    """Return how many unsur the survey has that has not the nine of the regulation; 0 while it is unknown."""
    return int(answers.get(COUNT, 0)) if answers.get(WAY) == BY_OTHERS else 0


def averages_of(answers: Answers) -> tuple[Decimal, ...] | None:
    """Return the averages of such a survey, or None while one is missing or another way was chosen."""
    keys = AVERAGE_KEYS[: count_asked(answers)]
    if not keys or any(key not in answers for key in keys):
        return None
    return tuple(Decimal(answers[key]) for key in keys)


def units_of(answers: Answers) -> Units:
    """Return the service units of a report that is made of them; none of any other."""
    return from_text(answers.get(UNITS, "")) if answers.get(WAY) == BY_UNITS else ()


def nilai_of(answers: Answers) -> Decimal | None:
    """Return the IKM that these answers report (0,01 steps), or None while it is not known.

    Of service units it is what the document says, where that was given, else what the units make.
    """
    units, written = units_of(answers), answers.get(PUBLISHED_TOO)
    if units:
        return round_half_up(Decimal(written)) if written else ikm_of_units(units)
    unsur, averages = unsur_of(answers), averages_of(answers)
    if unsur is not None:
        return ikm_by(answers.get(READING, NINTHS), unsur)
    if averages is not None:
        return ikm_of(averages)
    published = answers.get(WAY) == PUBLISHED and NILAI in answers
    return round_half_up(Decimal(answers[NILAI])) if published else None


def respondents_of(answers: Answers) -> tuple[int, int | None] | None:
    """Return (respondents, population or None), or None when the question was skipped."""
    given = answers.get(RESPONDENTS)
    if not given:
        return None
    respondents, _, population = given.partition("/")
    return int(respondents), int(population) if population else None
