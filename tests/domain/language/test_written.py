"""Two texts that look alike are the same text, wherever something is compared."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.deadlines.form import FIRST_DEADLINE_FORM
from domain.figures import asking
from domain.forms.form import Asked, Form, Place
from domain.forms.months import parse_month
from domain.forms.search import mentions
from domain.indicators.anjab import ANJAB_FORM, parse_jabatan
from domain.indicators.ikm import IKM_FORM
from domain.indicators.ikm.unsur import parse_unsur
from domain.indicators.kelembagaan import read_result
from domain.indicators.sakip import parse_predikat
from domain.indicators.scales import KEMATANGAN, PERINGKAT
from domain.language.dates import parse_date
from domain.language.numbers import parse_decimal, parse_whole
from domain.language.written import MOST_MARKS, answered, compared, folded, seen
from domain.units.form import FOUND_FORM
from domain.years.steps import parse_days
from tests.drawing import cases

TODAY = date(2026, 11, 23)
CASES = cases(300, 10_000)
UNSEEN = (
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\u2063\u2066\u2069\ufeff"
    "\ufe0e\ufe0f\u034f\U000e0101\U000e0041\x00\x07"
)
NINE = "3,31 3,35 3,49 3,93 3,45 3,39 3,39 3,76 3,35"


@dataclass(frozen=True, slots=True)
class Understood:
    """Something that is typed, and what reads it."""

    text: str
    read: Callable[[str], object]


def form_reader(form: Form, key: str, **known: str) -> Callable[[str], object]:
    question = form.question(key)
    return lambda text: question.read(text, Asked(known, TODAY))


INPUTS = [
    *(Understood(text, lambda text: parse_date(text, TODAY)) for text in ("15 Januari 2026", "15/1/26")),
    Understood("Kamis, 15 Januari 2026.", lambda text: parse_date(text, TODAY)),
    Understood("2026-01-15", lambda text: parse_date(text, TODAY)),
    Understood("hari ini", lambda text: parse_date(text, TODAY)),
    Understood("85,5", lambda text: parse_decimal(text, minimum=Decimal(0), maximum=Decimal(100))),
    Understood("1.200", lambda text: parse_whole(text, minimum=0, maximum=10_000)),
    Understood("BB (Sangat Baik)", parse_predikat),
    Understood(NINE, parse_unsur),
    Understood("120 dari 140 jabatan", parse_jabatan),
    Understood("Maret 2027", lambda text: parse_month(text, 2026)),
    Understood("H-14, 7, 3", lambda text: parse_days(text, overdue=False)),
    Understood("Perlu penyesuaian", read_result),
    Understood("80,10", PERINGKAT.read),
    Understood("40", KEMATANGAN.read),
    Understood("tw2 sakip 2025", lambda text: asking.parse(text, 2026)),
    Understood("dinas sehat", lambda text: mentions(text, "Dinas Kesehatan (sehat)")),
    Understood("DINKES-2", form_reader(FOUND_FORM, "kode")),
    Understood("Dinas", form_reader(FOUND_FORM, "jenis")),
    Understood("belum", form_reader(ANJAB_FORM, "status")),
    Understood("150 dari 1.200", form_reader(IKM_FORM, "responden")),
    Understood("pukul 16.00 WIB", form_reader(FIRST_DEADLINE_FORM, "jam")),
]


@given(st.sampled_from(INPUTS), st.data())
@pytest.mark.exhaustive
@settings(max_examples=CASES)
def test_no_character_that_nobody_sees_changes_what_is_understood(
    understood: Understood, data: st.DataObject
) -> None:
    text = understood.text
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(text)))
        text = text[:place] + data.draw(st.sampled_from(UNSEEN)) + text[place:]
    assert understood.read(text) == understood.read(understood.text)


@given(st.sampled_from(INPUTS))
def test_full_width_letters_and_other_blanks_change_nothing(understood: Understood) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else "\u3000" for char in understood.text)
    thin = understood.text.replace(" ", "\u202f\u00a0").replace("-", "\u2011")
    assert understood.read(wide) == understood.read(thin) == understood.read(understood.text)


@given(st.text())
def test_what_is_compared_is_compared_the_same_again(text: str) -> None:
    assert compared(compared(text)) == compared(text)
    assert seen(seen(text)) == seen(text)


TYPEWRITER = "".join(map(chr, range(0x20, 0x7F)))


@given(st.text(st.sampled_from(TYPEWRITER)))
@example(TYPEWRITER)
def test_a_text_of_a_typewriter_is_read_as_it_is_beside_other_letters(text: str) -> None:
    assert seen(f"{text} é") == f"{seen(text)} é"
    assert folded(f"{text} é") == f"{folded(text)} é".lstrip()


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("ＴＥＰＡＴ", "tepat"),
        ("Tepat\u200b", "tepat"),
        ("1️⃣", "1"),
        ("P\u2011O\u2013S\u2014T−X", "p-o-s-t-x"),
        ("“Jum’at”", '"jum\'at"'),
        ("Jum\u02bcat", "jum'at"),
        ("e\u0301", "é"),
        ("Ⅳ", "iv"),
        ("𝐁𝐁", "bb"),
        (" a\u3000b\n", "a b"),
        ("1⁄2", "1/2"),
    ],
)
def test_one_thing_is_written_in_several_ways(written: str, plain: str) -> None:
    assert compared(written) == plain


@pytest.mark.parametrize("text", ["85²", "①", "½", "m₂"])
def test_what_means_something_else_stays_something_else(text: str) -> None:
    assert compared(text) == text


def test_upper_case_is_kept_where_it_matters_and_a_full_stop_is_no_part_of_an_answer() -> None:
    assert folded("ＤＩＮ\u200bKES") == "DINKES"
    assert answered("Sudah.") == "sudah"
    assert answered("B+") == "b+"


def test_what_was_written_is_kept_as_it_is() -> None:
    form = Form("any", (FOUND_FORM.question("nama"),))
    kept = form.answer(Place(), "Dinas “Satu\u200b” – Kota", Asked({}, TODAY)).answers["nama"]
    assert kept == "Dinas “Satu\u200b” – Kota"


def test_of_marks_without_an_end_only_so_many_are_looked_at() -> None:
    """To sort the marks of one letter takes time by the square of their number, and holds everybody up."""
    endless = "a" + "\u0301\u0327" * 50_000 + "b"
    assert len(folded(endless)) <= 1 + MOST_MARKS + 1
    assert folded(endless)[-1] == "b"
    assert folded("e\u0323\u0302") == "\u1ec7"
