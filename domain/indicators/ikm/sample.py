"""How many people a survey ought to ask, by Krejcie and Morgan: advice, never a refusal."""

from fractions import Fraction

from domain.language.numbers import round_half_up


def minimum_sample(population: int) -> int:
    """Return the respondents that Krejcie and Morgan ask for, to the nearest person.

    S = 3,841·N·0,25 / (0,0025·(N−1) + 3,841·0,25). Raises ValueError below one person.
    """
    if population < 1:
        raise ValueError("a population has at least one person")
    spread = Fraction("3.841") * Fraction("0.25")
    sample = spread * population / (Fraction("0.0025") * (population - 1) + spread)
    return int(round_half_up(sample, 0))
