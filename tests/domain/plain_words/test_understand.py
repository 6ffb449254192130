"""What texts wish: the table of phrasings, and what holds of any text at all."""

from collections.abc import Collection
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.indicators import INDICATORS
from domain.plain_words.heard import LONGEST, MOST_WORDS
from domain.plain_words.understand import understand
from domain.plain_words.vocabulary import KNOWN, OTHER_WORDS
from domain.plain_words.wish import Command, Handed, Polite, Speaker, Ticket, Unsure, Wish
from domain.units.list import opds_from
from handlers import COMMANDS
from handlers.plain_words.near import near
from storage.foreign.spreadsheets import rows_of
from tests.domain.plain_words.phrasings import NOT_UNDERSTOOD, PHRASINGS, Phrasing, table
from tests.handlers.permissions import COMMANDS as WHO
from tests.handlers.permissions import KELEMBAGAAN, OWN
from tests.places import ROOT

OPDS = tuple(opds_from(rows_of(files("bot.sample").joinpath("opd.csv").read_bytes())))
ROLES = {"operator": OWN, "verifikator": KELEMBAGAAN, "pimpinan": "pimpinan", "admin": "admin"}
CHANGES_SOMETHING = {"batal", "undang", "umumkan"}


def speaker(who: str) -> Speaker:
    may = frozenset(name for name, roles in WHO.items() if ROLES[who] in roles)
    return Speaker(may, 2026, OPDS, "Kota Probolinggo")


def said(wish: Wish | None) -> str:
    match wish:
        case Command():
            return wish.typed
        case Handed():
            return wish.typed
        case Ticket():
            return f"tiket {wish.number}"
        case Polite():
            return str(wish)
        case Unsure():
            return "? " + " | ".join(said(one) for one in wish.perhaps)
    return NOT_UNDERSTOOD


@pytest.mark.parametrize("one", PHRASINGS, ids=lambda one: f"{one.who}: {one.text[:50]}")
def test_a_phrasing_leads_where_the_table_says(one: Phrasing) -> None:
    assert said(understand(one.text, speaker(one.who), near)) == one.leads_to


def test_the_table_is_as_long_as_it_has_to_be() -> None:
    assert len({(one.who, one.text) for one in PHRASINGS}) >= 200
    assert len([one for one in PHRASINGS if one.leads_to == NOT_UNDERSTOOD]) >= 40


def test_the_document_is_the_table() -> None:
    assert table() in (ROOT / "docs" / "phrasings.md").read_text()


def test_every_command_that_is_understood_is_there() -> None:
    names = {command.name for command in COMMANDS}
    meant = {
        word.split()[0][1:] for one in PHRASINGS for word in one.leads_to.split(" | ") if word[:1] == "/"
    }
    assert meant <= names


@pytest.mark.parametrize(
    "shout", [str.upper, str.title, lambda text: f"  {text} !!! 🙏🙏", lambda text: f"{text}."]
)
def test_capitals_marks_and_emoji_change_nothing(shout: "staticmethod[[str], str]") -> None:
    for one in PHRASINGS:
        if one.leads_to != NOT_UNDERSTOOD:
            assert said(understand(shout(one.text), speaker(one.who), near)) == one.leads_to


def test_what_begins_or_ends_something_needs_its_very_words() -> None:
    """Without any reading of slips the same commands are dispatched: what stores is never a guess."""
    for one in PHRASINGS:
        wish = understand(one.text, speaker(one.who), near)
        if isinstance(wish, Command) and (
            wish.name in CHANGES_SOMETHING or (wish.name == "lapor" and wish.args)
        ):
            assert understand(one.text, speaker(one.who), lambda _, __: None) == wish


@pytest.mark.parametrize("no", ["jangan", "tidak", "gak", "bukan", "hapus", "tarik", "mboten", "membatalkan"])
def test_a_no_or_an_undoing_stops_any_wish(no: str) -> None:
    for one in PHRASINGS:
        if not one.leads_to.startswith(("tiket", "? tiket", "/batal")):
            assert understand(f"{no} {one.text}", speaker(one.who), near) is None


@pytest.mark.parametrize("word", sorted(OTHER_WORDS))
def test_an_everyday_word_is_no_slip_of_another(word: str) -> None:
    assert understand(word, speaker("operator"), near) is None


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("lapro", "lapor"), ("lapr", "lapor"), ("lapir", "lapor"), ("lporan", "laporan"), ("sakpi", "sakip"),
        ("verivikasi", "verifikasi"), ("evalusi", "evaluasi"), ("tengat", "tenggat"), ("riwyat", "riwayat"),
        ("sakit", None), ("lapar", None), ("kapal", None), ("ikn", None), ("mapor", None), ("xyz", None),
    ],
)  # fmt: skip
def test_what_a_thumb_does_is_read_over_and_nothing_else(slip: str, meant: str | None) -> None:
    assert near(slip, KNOWN) == meant


def test_two_words_as_near_are_none() -> None:
    assert near("kantr", {"kantor", "kantar"}) is None


def test_only_what_may_be_done_is_asked_about() -> None:
    for who in ROLES:
        for one in PHRASINGS:
            wish = understand(one.text, speaker(who), near)
            if isinstance(wish, Unsure):
                assert wish.perhaps
                assert all(isinstance(it, Ticket) or it.name in speaker(who).may for it in wish.perhaps)


@pytest.mark.parametrize("one", INDICATORS, ids=lambda one: one.key)
def test_every_indicator_is_understood_by_its_key_and_its_ticket(one: object) -> None:
    indicator = next(it for it in INDICATORS if it is one)
    boss = speaker("pimpinan")
    assert understand(f"berapa {indicator.key}", boss, near) == Command("iku", (indicator.key,))
    assert understand(f"berapa {indicator.title}", boss, near) == Command("iku", (indicator.key,))
    ticket = indicator.ticket(2026, 7)
    assert understand(f"mohon dicek {ticket.lower()}.", boss, near) == Ticket(ticket)


@pytest.mark.parametrize("opd", OPDS, ids=lambda opd: opd.code)
def test_every_opd_is_understood_by_code_short_name_and_name(opd: object) -> None:
    unit = next(it for it in OPDS if it is opd)
    card = Command("iku", (unit.code,))
    for name in filter(None, (unit.code, unit.short, unit.name)):
        assert understand(name, speaker("pimpinan"), near) == card


WORDS = st.sampled_from(
    sorted({*KNOWN, *OTHER_WORDS, "tw2", "2025", "dinkes", "yang", "75,5", "SKP-26-0001", "🙏"})
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=12).map(" ".join))


@given(TEXTS, st.sampled_from(sorted(ROLES)))
def test_no_text_is_too_strange(text: str, who: str) -> None:
    wish = understand(text, speaker(who), near)
    for one in wish.perhaps if isinstance(wish, Unsure) else (wish,):
        if isinstance(one, Command):
            assert one.name in {command.name for command in COMMANDS}
            assert all(arg and " " not in arg for arg in one.args)


@given(st.lists(st.one_of(st.integers().map(str), st.floats(allow_nan=False).map(str)), max_size=9))
def test_numbers_alone_are_no_wish(numbers: list[str]) -> None:
    assert understand(" ".join(numbers), speaker("operator"), near) is None


@pytest.mark.parametrize(
    "text",
    [
        "lapor " * 683,
        "a" * 4096,
        "skp-26-" * 585,
        "tw" * 2048,
        "'" * 4096,
        "tahun " * 682,
        "́" * 4096,
        "lapir" * 819,
    ],
)
def test_of_the_longest_message_few_words_are_compared(text: str) -> None:
    compared: list[str] = []

    def counted(word: str, words: Collection[str]) -> str | None:
        compared.append(word)
        return near(word, words)

    understand(text, speaker("operator"), counted)
    assert len(compared) <= 2 * MOST_WORDS
    assert sum(map(len, compared)) <= 2 * LONGEST
