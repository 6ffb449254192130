"""The question for an OPD's service units, and what a report says that was made of them."""

from decimal import Decimal

from domain.forms.form import Asked, Kind, Question
from domain.forms.questions import counting, given
from domain.forms.words import Row, Wording
from domain.indicators.ikm.answers import BY_UNITS, PUBLISHED_TOO, UNITS, WAY, nilai_of, units_of
from domain.indicators.ikm.mutu import HIGHEST, LOWEST, mutu_of
from domain.indicators.ikm.service_units import (
    ServiceUnit,
    extremes,
    from_text,
    how_computed,
    ikm_of_units,
    jumps,
    name_key,
    told,
    told_changes,
    valued,
)
from domain.indicators.ikm.unit_numbers import PLACES
from domain.indicators.ikm.units_list import LISTING, listing_of, reads, settle, with_table
from domain.indicators.ikm.units_table import read_lines
from domain.keys import Answers
from domain.language.numbers import format_decimal, format_whole, parse_decimal, round_half_up
from domain.language.written import cut

NAMES_UNITS = "Beberapa unit"
MOST_SAID = 2300
"""Characters of the parts of one report, so that they have room in a message beside the rest."""
_LONGEST_NAMED = 30
_SHORTEST_NAME, _NUMBERS = 14, 20
_TABLE = 2
"""Units that a message has to name where nobody asked for any yet: less may mean something else."""


def with_mutu(nilai: Decimal) -> str:
    """Return an IKM with what it means: "82,31 · mutu B"."""
    return f"{format_decimal(nilai)} · mutu {mutu_of(nilai)}"


def units_question() -> Question:
    """Return the question of which the answer is the canonical text of the units."""
    return Question(
        key=UNITS,
        kind=Kind.TYPED,
        read=lambda text, asked: reads(text, asked.answers),
        when=given(WAY, BY_UNITS),
        settle=settle,
        words=Wording(
            "Unit pelayanan",
            "Unit mana saja, dan berapa nilainya?",
            "Ketik atau tempel, satu unit per baris: Puskesmas Satu 82,50 120",
            short="unit",
        ),
        shown=lambda value: how_computed(from_text(value)),
        changed=lambda before, after: told_changes(from_text(before), from_text(after)),
        echo=_echo,
    )


def _echo(value: str, answers: Answers) -> str:
    nilai = nilai_of(answers)
    return f"IKM {with_mutu(nilai)}, {how_computed(from_text(value))}" if nilai is not None else ""


def published_question() -> Question:
    """Return the question, offered, for the number that the OPD itself has published beside its units."""
    return Question(
        key=PUBLISHED_TOO,
        kind=Kind.TYPED,
        read=counting(_read_published),
        when=given(WAY, BY_UNITS),
        optional=True,
        offered=True,
        offer="Isi IKM dokumen",
        words=Wording(
            "IKM dokumen",
            "Berapa IKM OPD yang tertulis di dokumen?",
            "Isi hanya bila berbeda dari hitungan bot; yang dipakai ialah angka dokumen. Contoh: 85,5",
        ),
        shown=lambda value: format_decimal(Decimal(value)),
    )


def _read_published(text: str, _: Asked) -> str:
    return str(parse_decimal(text, minimum=LOWEST, maximum=HIGHEST, places=PLACES))


def pasted(text: str, asked: Asked) -> Answers | None:
    """Return the answers of a table of units that came where the way is asked for; None for anything else."""
    table = read_lines(text, [unit.name for unit in listing_of(asked.answers).units])
    if len(valued(table.units)) < _TABLE or any(map(_is_unsur, table.units)):
        return None
    return {WAY: BY_UNITS, LISTING: with_table(asked.answers, table)}


def _is_unsur(unit: ServiceUnit) -> bool:
    """Return whether a line is one of the nine averages of a survey: "U1 3,31", "Persyaratan 3,31"."""
    name = name_key(unit.name)
    return unit.may_be_interval and (name.startswith(("unsur", "persyaratan")) or name in _UNSUR)


_UNSUR = frozenset(f"u{number}" for number in range(1, 10))


def differs(answers: Answers) -> Decimal | None:
    """Return what the units make, where the document says something else; else None."""
    computed, nilai = ikm_of_units(units_of(answers)), nilai_of(answers)
    if computed is None or nilai is None or round_half_up(nilai) == computed:
        return None
    return computed


def unit_rows(answers: Answers) -> tuple[Row, ...]:
    """Return the rows of a summary: the IKM, and the highest and the lowest unit."""
    units, nilai, computed = units_of(answers), nilai_of(answers), differs(answers)
    if nilai is None:
        return ()
    ends = extremes(units)
    written = "" if computed is None else " (tertulis di dokumen)"
    return (
        Row("Nilai IKM", f"{with_mutu(nilai)}{written}", is_result=True),
        *((Row("Hitungan dari unit", with_mutu(computed)),) if computed is not None else ()),
        *((Row("Tertinggi", _named(ends[1])), Row("Terendah", _named(ends[0]))) if ends is not None else ()),
    )


def _named(unit: ServiceUnit) -> str:
    value = format_decimal(unit.value) if unit.value is not None else "–"
    return f"{cut(unit.name, _LONGEST_NAMED)} · {value}"


def unit_parts(answers: Answers) -> tuple[str, ...]:
    """Return every unit on a line; of many units in less room, so that all of them fit into one message."""
    units = units_of(answers)
    lines = tuple(map(told, units))
    if sum(map(len, lines)) + len(lines) <= MOST_SAID:
        return lines
    room = max(_SHORTEST_NAME, MOST_SAID // len(units) - _NUMBERS)
    return tuple(short_told(unit, room) for unit in units)


def short_told(unit: ServiceUnit, longest: int) -> str:
    """Return a unit in few characters: "Puskesmas Satu: 82,50 B (120)"."""
    name = cut(unit.name, longest)
    if unit.value is None:
        return f"{name}: –"
    mutu = f" {unit.mutu}" if unit.mutu is not None else ""
    people = f" ({format_whole(unit.respondents)})" if unit.respondents is not None else ""
    return f"{name}: {format_decimal(unit.value)}{mutu}{people}"


def document_differs(answers: Answers) -> str:
    """Return both numbers where the document that counts says another one than the units make; else ""."""
    computed, nilai = differs(answers), nilai_of(answers)
    if computed is None or nilai is None:
        return ""
    return f"Dokumen menulis {format_decimal(nilai)}; dari unit terhitung {format_decimal(computed)}."


_MOST_JUMPS = 3


def unit_jumps(before: Answers, after: Answers) -> tuple[str, ...]:
    """Return, for a verifier, which units moved by more than 15 points; nothing where none did."""
    found = jumps(units_of(before), units_of(after))
    said = [
        f"{cut(name, _LONGEST_NAMED)} {'naik' if points > 0 else 'turun'} {format_decimal(abs(points))} poin"
        for name, points in found
    ]
    rest = f" dan {len(said) - _MOST_JUMPS} unit lain" if len(said) > _MOST_JUMPS else ""
    return (f"{', '.join(said[:_MOST_JUMPS])}{rest} (lebih dari 15).",) if said else ()
