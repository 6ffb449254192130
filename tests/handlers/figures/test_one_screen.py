"""`/iku` is one screen for everybody, and its bar never says more than there is."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sample.people import PEOPLE, STRANGERS
from domain.indicators import INDICATORS
from domain.keys import IndicatorKey
from domain.people.person import Grant, Role
from handlers.figures.texts import BAR_LENGTH, bar
from handlers.words.labels import room, width
from tests.handlers.figures.reading import plain
from tests.town.dialogue import HEALTH, Json, Town, labels

MOST_LINES = 24
MOST_ROWS = 4
CITY = 28


def is_one_screen(message: Json) -> bool:
    return len(message["text"].splitlines()) <= MOST_LINES and len(message["keyboard"]) <= MOST_ROWS


@pytest.mark.no_cover
@pytest.mark.parametrize("who", [one for one in PEOPLE if one.group != STRANGERS], ids=lambda one: one.name)
async def test_the_demonstration_fits_for_everybody(town: Town, who: object) -> None:
    await town.furnish()
    talker = await town.talker(who.telegram_id, who.name)  # type: ignore[attr-defined] # ids are made of it
    for typed in ("/iku", "/iku tw3", "/iku tw4", "/iku tahun lalu", "/iku 2027"):
        shown = await talker.says(typed)
        assert is_one_screen(shown), typed
        for row in shown["keyboard"]:
            assert all(width(key["text"]) <= room(len(row)) for key in row), row


GRANTS = {
    "verifikator": [Grant(Role.VERIFIKATOR, "kelembagaan")],
    "pimpinan": [Grant(Role.PIMPINAN)],
    "admin": [Grant(Role.ADMIN)],
    "operator of one": [Grant(Role.OPERATOR, "OPD1")],
    "operator of all": [Grant(Role.OPERATOR, f"OPD{number}") for number in range(CITY - 2)],
    "operator and verifikator": [Grant(Role.OPERATOR, "OPD1"), Grant(Role.VERIFIKATOR, "kelembagaan")],
}


@pytest.mark.parametrize("role", GRANTS)
async def test_the_longest_screen_fits_for_every_role(town: Town, role: str) -> None:
    """A year that was closed, reopened and has moved, with a target everywhere."""
    await town.found_opds(CITY - 2)
    for indicator in INDICATORS:
        await town.set_year(f"target.{indicator.key}", "99.5")
    await town.set_year("closed_at", town.now.isoformat())
    town.pass_time(days=40)
    await town.set_year("closed_at", "")
    for number in range(CITY - 2):
        await town.evaluated(f"OPD{number}", IndicatorKey.KELEMBAGAAN, {"hasil": "tepat"})
    talker = await town.talker(2001, "Dewi", *GRANTS[role])
    shown = await talker.says("/iku 2026")
    assert "dibuka kembali" in shown["text"]
    assert "Berubah sejak ditutup: 2" in shown["text"]
    assert f"{CITY} perangkat daerah" in shown["text"]
    assert is_one_screen(shown), shown["text"]


async def test_two_lines_an_indicator_and_a_blank_between(town: Town) -> None:
    await town.found_opds(CITY - 2)
    boss = await town.talker(3001, "Kepala Bagian", Grant(Role.PIMPINAN))
    blocks = plain((await boss.says("/iku"))["text"]).split("\n\n")
    assert [len(block.splitlines()) for block in blocks] == [2] * 6
    assert [block.split(" · ")[0] for block in blocks[1:]] == ["1", "2", "3a", "3b", "4"]
    assert all(f"(0/{CITY})" in block for block in blocks[1:])


async def test_an_indicators_card_has_six_rows_of_keys_at_most(town: Town) -> None:
    await town.found_opds(CITY - 2)
    boss = await town.talker(3001, "Kepala Bagian", Grant(Role.PIMPINAN))
    for typed in ("/iku sakip", "/iku 3b", "/iku sakip dinas", "/iku 2 tw1"):
        shown = await boss.says(typed)
        assert len(shown["keyboard"]) <= 6, typed
        assert HEALTH.code in str(labels(shown))


RATIOS = st.integers(0, CITY).map(lambda met: Fraction(met, CITY))


@given(RATIOS, RATIOS)
def test_the_bar_says_no_more_than_there_is(one: Fraction, other: Fraction) -> None:
    official, pending = min(one, other), max(one, other)
    shown = bar(official, pending)
    assert len(shown) == BAR_LENGTH
    assert shown == "".join(sorted(shown, key="▓▒░".index))
    assert (shown == "▓" * BAR_LENGTH) is (official == 1)
    assert ("▒" in shown) is (pending > official)


@given(RATIOS, RATIOS)
def test_a_higher_number_has_no_shorter_bar(one: Fraction, other: Fraction) -> None:
    low, high = min(one, other), max(one, other)
    assert bar(low, low).count("▓") <= bar(high, high).count("▓")


@pytest.mark.parametrize(
    ("met", "waiting", "shown"),
    [
        (0, 0, "░░░░░"), (1, 0, "░░░░░"), (0, 1, "▒░░░░"), (20, 2, "▓▓▓▓▒"), (27, 1, "▓▓▓▓▒"),
        (27, 0, "▓▓▓▓░"), (28, 0, "▓▓▓▓▓"), (14, 14, "▓▓▒▒▒"), (11, 3, "▓▓▒░░"),
    ],
)  # fmt: skip
def test_examples_of_the_bar(met: int, waiting: int, shown: str) -> None:
    assert bar(Fraction(met, CITY), Fraction(met + waiting, CITY)) == shown
