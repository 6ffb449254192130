"""Every question, choice, refusal and reply has its words; every button fits Telegram's 64 bytes."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from domain.errors import InvalidAnswer, NotPossible, Problem
from domain.forms.form import Asked, Kind, Question
from handlers import COMMANDS, FEATURES
from handlers.conversation.buttons import Answer
from handlers.conversation.card import show_card
from handlers.conversation.flow import FLOWS, Flow
from handlers.reporting.buttons import OpenReport, Reports
from handlers.telegram.command import Command, declare
from handlers.telegram.known import Known
from handlers.telegram.press import PRESSES
from handlers.telegram.replies import REPLIES, name_of
from handlers.words import problems, words
from handlers.words.words import bar
from tests.places import ROOT

NOW = datetime(2026, 11, 23, 2, 15, tzinfo=UTC)
PLAUSIBLE = {
    "hasil": "tepat",
    "tanggal": "2019-01-01",
    "hari-ini": "2026-11-23",
    "umur-dokumen": "5",
    "skor": "30",
    "predikat": "BB",
    "nilai": "3.40",
    "pembanding": "75.50|BB",
    "tahun-laporan": "2026",
    "tahun": "2027",
    "cara": "unsur",
    "jumlah": "9",
    **{f"u{n}": "3.54" for n in range(1, 10)},
}
NEVER_ASKED = {("ikm", "urutan")}
"""What is only stored with other answers."""
DETAILS = dict.fromkeys(
    ("minimum", "maximum", "limit", "expected", "given", "analysed", "total", "year", "weekday"), "7"
)


@pytest.mark.parametrize(
    ("flow", "asked"),
    [(flow, asked) for flow in FLOWS for asked in flow.form.questions],
    ids=lambda value: value.form.key if isinstance(value, Flow) else value.key,
)
def test_every_question_has_its_words(flow: Flow, asked: Question) -> None:
    wording = asked.wording(PLAUSIBLE)
    assert bool(wording.ask) is not ((flow.form.key, asked.key) in NEVER_ASKED)
    assert wording.name or asked.kind is Kind.DOUBT
    if asked.group:
        assert flow.form.name(asked.group, PLAUSIBLE)
    for value in asked.choices(Asked(PLAUSIBLE, date(2026, 11, 23))):
        label = asked.label(value, PLAUSIBLE)
        assert label
        assert len(Answer(999_999, 9_999, value).pack()) <= 64


def test_a_conversation_registered_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="two conversations"):
        FLOWS.learn((flow.form.key, flow) for flow in FLOWS)
    with pytest.raises(ValueError, match="two conversations are named sakip"):
        FLOWS.learn([("sakip", FLOWS["sakip"])])
    with pytest.raises(ValueError, match="two conversations are named target"):
        FLOWS.follow(lambda: {"target": FLOWS["target"]})


@pytest.mark.parametrize("problem", list(Problem))
def test_every_refusal_has_its_sentence(problem: Problem) -> None:
    assert (problem in problems.ANSWERS) is not (problem in problems.DECISIONS)
    if problem in problems.DECISIONS:
        assert problems.decision(NotPossible(problem)).endswith(".")
    else:
        assert problems.answer(InvalidAnswer(problem, DETAILS), "x").startswith("⚠️ “x” ")


def test_buttons_are_told_apart_by_their_prefix() -> None:
    prefixes = [press.button.prefix for feature in FEATURES for press in feature.presses]
    assert len(set(prefixes)) == len(prefixes) == len(list(PRESSES))


def test_what_one_room_names_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="two buttons are named a"):
        Known[int]("buttons").learn([("a", 1), ("a", 2)])


def test_a_button_comes_back_as_it_was_packed() -> None:
    button = OpenReport("KEC-KADEMANGAN", "tatalaksana", 2026, "correct")
    assert OpenReport.unpack(button.pack()) == button


@pytest.mark.parametrize("button", [Reports("x" * 63), Reports("a:b")])
def test_a_button_that_would_not_come_back_is_not_sent(button: Reports) -> None:
    with pytest.raises(ValueError, match="callback data"):
        button.pack()


def test_a_command_says_which_one_of_another_room_it_follows_in_the_menu() -> None:
    one, two, between = (Command(name, "x", COMMANDS[0].run) for name in ("satu", "dua", "antara"))
    try:
        told = declare(one, two, replace(between, after="satu"))
        assert [command.name for command in told] == ["satu", "antara", "dua"]
    finally:
        declare(*COMMANDS)


def test_commands_have_telegrams_form() -> None:
    for command in COMMANDS:
        assert command.name.isascii()
        assert command.name.islower()
        assert 3 <= len(command.description) <= 256


def test_a_command_or_reply_named_twice_is_refused() -> None:
    one = Command("iku", "x", COMMANDS[0].run)
    with pytest.raises(ValueError, match="twice"):
        declare(one, one)
    with pytest.raises(ValueError, match="two replies"):
        REPLIES.learn([("card", show_card)])
    with pytest.raises(KeyError):
        name_of("nobody knows this", 1)


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=59), "baru saja"),
        (timedelta(minutes=3), "3 menit lalu"),
        (timedelta(hours=5, minutes=59), "5 jam lalu"),
        (timedelta(days=2), "2 hari lalu"),
        (timedelta(seconds=-5), "baru saja"),
    ],
)
def test_how_long_ago(passed: timedelta, said: str) -> None:
    assert words.ago(NOW - passed, NOW) == said


def test_dates_and_sizes_read_as_indonesians_write_them() -> None:
    assert words.moment(datetime(2026, 12, 31, 9, 0, tzinfo=UTC)) == "31 Desember 2026 pukul 16.00 WIB"
    assert words.short_moment(NOW) == "23 Nov 2026 09.15 WIB"
    assert words.month("2027-03") == "Maret 2027"
    assert words.size(0) == "1 KB"
    assert words.size(1024 * 1200) == "1,2 MB"


_NEVER_SAID = re.compile(r"\b(?:bawaan|sistem)\b", re.IGNORECASE)
"""Words of those who make the bot: no office says "bawaan", and nobody there knows who "sistem" is."""
_OFFICIAL = frozenset({"Sistem, mekanisme dan prosedur", "Sistem dan prosedur"})
"""An unsur's name in PermenPANRB 14/2017, and what the survey's forms call it in short."""


def _said_in(file: Path) -> Iterator[str]:
    """Yield the texts of a module that are no documentation."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    statements = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in statements:
            yield node.value


@pytest.mark.parametrize("top", ["handlers", "domain"])
def test_nothing_is_said_in_the_words_of_its_makers(top: str) -> None:
    said = [
        f"{file.relative_to(ROOT)}: {text}"
        for file in sorted((ROOT / top).rglob("*.py"))
        for text in _said_in(file)
        if _NEVER_SAID.search(text) and text not in _OFFICIAL
    ]
    assert said == []


def test_only_a_full_hundred_looks_full() -> None:
    assert bar(Fraction(27, 28)) == "▓▓▓▓▓▓▓▓▓░"
    assert bar(Fraction(1)) == "▓" * 10
    assert bar(Fraction(20, 28)) == "▓▓▓▓▓▓▓░░░"
