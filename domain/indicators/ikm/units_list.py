"""The list of service units while it is filled in: by pasted tables, by a sheet, or one unit after the other.

It lies beside the answers of a draft until it is whole; what a person sees of it is in the handlers. Presses
come in as words that begin with "#", for nobody types these.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.errors import InvalidAnswer, Problem
from domain.forms.known import SERVICE_UNITS
from domain.indicators.ikm.answers import UNITS
from domain.indicators.ikm.service_units import (
    LONGEST_NAME,
    MOST_UNITS,
    ServiceUnit,
    Units,
    from_text,
    name_key,
    packed,
    to_text,
    unpacked,
    valued,
)
from domain.indicators.ikm.unit_numbers import LineError, LineProblem, clean_name, numbers_of
from domain.indicators.ikm.units_table import Table, Unread, read_lines
from domain.keys import Answers
from domain.language.written import answered, compared

LISTING = "unit-isian"
"""Beside the answers of a draft: the list as far as it is filled in. No answer of a report."""
PER_PAGE = 8

MARK = "#"
DONE, ADD, RENAME, REMOVE, LIST = "#lanjut", "#tambah", "#nama", "#hapus", "#daftar"
TIMES_25, TYPE_AGAIN = "#kali25", "#ulang"
FIRST, LAST, BOTH = "#awal", "#akhir", "#beda"
PEOPLE_FIRST, AS_READ = "#responden", "#tetap"
PUT_BACK = "#kembalikan"
PAGE = "#p"
_DONE_WORDS = frozenset({"lanjut", "selesai", "sudah"})
_NOTHING = frozenset({"-", "kosong", "kosongkan", "belum", "belum ada", "tidak ada"})
_NO, _PEOPLE_FIRST = frozenset({"bukan", "tidak"}), frozenset({"ya", "ya, responden", "responden"})
_YES = frozenset({"ya", "x 25", "x25", "× 25", "kali 25"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Where somebody stands in the list of units, and what became of the last message."""

    units: Units = ()
    at: int | None = None
    """The unit whose numbers are asked for, by its place from 0."""
    mode: str = ""
    """ADD while a new unit is asked for, RENAME while another name of the one in front is."""
    page: int = 0
    twice: Units = ()
    """Units whose names are in the list already: a person has to say what they are."""
    coming: Units = ()
    """Units of a table that waits to be told which of two numbers are the respondents."""
    turned: Units = ()
    """The same units with the first number as their respondents."""
    removed: tuple[int, ServiceUnit] | None = None
    """The unit that was removed last, and its place: it can be put back until something else is typed."""
    just: str = ""
    """The name of the unit that the last message was about."""
    read: int = 0
    """How many units the last table gave."""
    unread: tuple[Unread, ...] = ()
    left_out: tuple[str, ...] = ()
    columns_twice: tuple[str, str] | None = None

    @property
    def intervals(self) -> Units:
        """The units whose value can only be the mean of a survey (1–4)."""
        return tuple(unit for unit in self.units if unit.may_be_interval)

    @property
    def missing(self) -> tuple[int, ...]:
        """The places of the units without a value."""
        return tuple(at for at, unit in enumerate(self.units) if unit.value is None)

    @property
    def in_doubt(self) -> bool:
        """Whether something has to be settled before anything else."""
        return bool(self.coming or self.twice or self.intervals)

    @property
    def may_end(self) -> bool:
        """Whether there is a mean to report."""
        return bool(valued(self.units)) and not self.in_doubt


def listing_of(answers: Answers) -> Listing:
    """Return the list as it is filled in; else the answer; else the units of the last report."""
    if answers.get(LISTING):
        return _unpacked(answers[LISTING])
    return Listing(units=from_text(answers.get(UNITS) or answers.get(SERVICE_UNITS, "")))


def settle(answers: Answers, value: str) -> Answers:
    """Return the answers with the list as it now is, as the answer once it is whole."""
    rest = {key: kept for key, kept in answers.items() if key not in (UNITS, LISTING)}
    return {**rest, UNITS if value.startswith("[") else LISTING: value}


def with_table(answers: Answers, table: Table) -> str:
    """Return the list after a table came in, to be kept under LISTING."""
    return _packed(_merged(replace(_quiet(listing_of(answers)), removed=None), table))


def reads(text: str, answers: Answers) -> str:
    """Return the list after a press or message: kept under LISTING, or under UNITS where it begins with "[".

    Raises InvalidAnswer for what says nothing about units; a table's lines that do not are part of the list.
    """
    listing = listing_of(answers)
    if not listing.in_doubt:
        # What could not be read is still to be said after everything that is asked about the rest.
        listing = _quiet(listing)
    if text.startswith(MARK):
        return _pressed(listing, text)
    said = answered(text)
    if listing.in_doubt:
        return _doubt_typed(listing, said)
    if said in _DONE_WORDS and listing.mode == "":
        return _pressed(listing, DONE)
    return _packed(_typed(replace(listing, removed=None), text, said))


def _quiet(listing: Listing) -> Listing:
    """Return the list without what became of the message before."""
    return replace(listing, just="", read=0, unread=(), left_out=(), columns_twice=None)


def _doubt_typed(listing: Listing, said: str) -> str:
    if listing.coming and said in _NO | _PEOPLE_FIRST:
        return _pressed(listing, AS_READ if said in _NO else PEOPLE_FIRST)
    if not (listing.coming or listing.twice) and said in _YES:
        return _pressed(listing, TIMES_25)
    raise InvalidAnswer(Problem.NOT_A_CHOICE)


def _pressed(listing: Listing, press: str) -> str:
    """Return the list after a press. Raises InvalidAnswer(NOT_A_CHOICE) for one that its card has not."""
    if press == DONE and listing.may_end:
        return to_text(listing.units)
    act = _ACTS.get(press)
    if act is not None:
        return _packed(act(listing, press))
    if press.startswith(PAGE):
        return _packed(_listed(replace(listing, page=_number(press.removeprefix(PAGE))), LIST))
    return _packed(_pressed_unit(listing, _number(press.removeprefix(MARK))))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(MOST_UNITS))):
        raise InvalidAnswer(Problem.NOT_A_CHOICE)
    return int(text)


def _chosen(listing: Listing, at: int | None) -> Listing:
    page = listing.page if at is None else at // PER_PAGE
    return replace(listing, at=at, mode="", page=page)


def _pressed_unit(listing: Listing, at: int) -> Listing:
    if at >= len(listing.units) or listing.in_doubt:
        raise InvalidAnswer(Problem.NOT_A_CHOICE)
    return _chosen(listing, at)


def _listed(listing: Listing, press: str) -> Listing:
    """Return the list with no unit in front; for ADD, with a new one asked for."""
    return replace(listing, at=None, mode=ADD if press == ADD else "")


def _in_front(listing: Listing) -> int:
    if listing.at is None:
        raise InvalidAnswer(Problem.NOT_A_CHOICE)
    return listing.at


def _renaming(listing: Listing, _: str) -> Listing:
    return replace(listing, at=_in_front(listing), mode=RENAME)


def _removed(listing: Listing, _: str) -> Listing:
    at = _in_front(listing)
    units = (*listing.units[:at], *listing.units[at + 1 :])
    return replace(listing, units=units, at=None, mode="", removed=(at, listing.units[at]))


def _put_back(listing: Listing, _: str) -> Listing:
    if listing.removed is None:
        raise InvalidAnswer(Problem.NOT_A_CHOICE)
    at, unit = listing.removed
    units = (*listing.units[:at], unit, *listing.units[at:])
    return replace(listing, units=units, at=None, mode="", page=at // PER_PAGE, removed=None)


def _turned(listing: Listing, press: str) -> Listing:
    """Return the list with the units that waited, as it was said that they are meant."""
    units = listing.turned if press == PEOPLE_FIRST else listing.coming
    if not units:
        raise InvalidAnswer(Problem.NOT_A_CHOICE)
    left = replace(listing, coming=(), turned=())
    if len(units) == 1 and listing.mode == ADD and len(listing.units) < MOST_UNITS:
        return _one_more(left, units[0])
    table = Table(units, unread=listing.unread, left_out=listing.left_out)
    return _merged(left, table)


def _converted(listing: Listing, press: str) -> Listing:
    """Return the list with its intervals as what they come to, or without them."""
    if not listing.intervals:
        raise InvalidAnswer(Problem.NOT_A_CHOICE)
    units = [
        replace(unit, nilai=unit.nilai * 25 if press == TIMES_25 else None)
        if unit.nilai is not None and unit.may_be_interval
        else unit
        for unit in listing.units
    ]
    return replace(listing, units=tuple(units))


def _told_apart(listing: Listing, press: str) -> Listing:
    """Return the list after it was said what the units of a name that was there are."""
    if not listing.twice:
        raise InvalidAnswer(Problem.NOT_A_CHOICE)
    units = list(listing.units)
    for unit in listing.twice if press != FIRST else ():
        at = _place(units, unit.name)
        if at is None or press == BOTH:
            units.append(replace(unit, name=_another(units, unit.name)))
        else:
            units[at] = replace(unit, name=units[at].name)
    return replace(listing, units=tuple(units[:MOST_UNITS]), twice=())


_ACTS: Mapping[str, Callable[[Listing, str], Listing]] = {
    **dict.fromkeys((FIRST, LAST, BOTH), _told_apart),
    **dict.fromkeys((TIMES_25, TYPE_AGAIN), _converted),
    **dict.fromkeys((PEOPLE_FIRST, AS_READ), _turned),
    PUT_BACK: _put_back,
    **dict.fromkeys((LIST, ADD), _listed),
    RENAME: _renaming,
    REMOVE: _removed,
}


def _another(units: Sequence[ServiceUnit], name: str) -> str:
    """Return a name that no other unit has: "Puskesmas Satu (2)"."""
    numbered = (f"{name[: LONGEST_NAME - 5]} ({number})" for number in range(2, 2 + len(units) + 1))
    return next(one for one in numbered if _place(units, one) is None)


def _place(units: Sequence[ServiceUnit], name: str) -> int | None:
    key = name_key(name)
    return next((at for at, unit in enumerate(units) if name_key(unit.name) == key), None)


def _typed(listing: Listing, text: str, said: str) -> Listing:
    if listing.mode == RENAME and listing.at is not None:
        return _renamed(listing, listing.at, text)
    if listing.at is not None:
        if said in _NOTHING or compared(text).strip() in _NOTHING:
            return _answered(listing, listing.at, ServiceUnit(listing.units[listing.at].name))
        filled = _filled(listing.units[listing.at], text)
        if filled is not None:
            return _answered(listing, listing.at, filled)
    return _tabled(listing, text)


_NO_NUMBERS: dict[str, tuple[()] | None] = {"nilai": None, "respondents": None, "unsur": ()}


def _filled(unit: ServiceUnit, text: str) -> ServiceUnit | None:
    """Return the unit with the numbers of a text; None where it has words. Raises InvalidAnswer."""
    try:
        numbers = numbers_of(text)
    except LineError as wrong:
        raise _invalid(wrong) from wrong
    if numbers is None:
        return None
    return _counted(ServiceUnit(unit.name, numbers.nilai, numbers.respondents, numbers.unsur), unit)


def _counted(unit: ServiceUnit, known: ServiceUnit) -> ServiceUnit:
    """Return a unit whose value alone was typed anew, with its respondents: else all would weigh the same."""
    return unit if unit.respondents is not None else replace(unit, respondents=known.respondents)


def _answered(listing: Listing, at: int, unit: ServiceUnit) -> Listing:
    """Return the list with that unit, at the next one that has no value yet."""
    units = (*listing.units[:at], unit, *listing.units[at + 1 :])
    changed = replace(listing, units=units, just=unit.name)
    missing = changed.missing
    following = next((place for place in missing if place > at), missing[0] if missing else None)
    return _chosen(changed, following if unit.value is not None else None)


def _renamed(listing: Listing, at: int, text: str) -> Listing:
    try:
        name = clean_name(" ".join(text.split()))
    except LineError as wrong:
        raise _invalid(wrong) from wrong
    there = _place(listing.units, name)
    if there not in (None, at):
        raise InvalidAnswer(Problem.UNIT_TWICE)
    renamed = replace(listing.units[at], name=name)
    units = (*listing.units[:at], renamed, *listing.units[at + 1 :])
    return replace(listing, units=units, mode="", at=None if renamed.value is not None else at)


def _tabled(listing: Listing, text: str) -> Listing:
    """Return the list after a message of one line or several. Raises InvalidAnswer for one that is none."""
    table = read_lines(text, [unit.name for unit in listing.units])
    several = len([line for line in text.splitlines() if line.strip()]) > 1
    if several or table.turned or table.columns_twice is not None:
        return _merged(listing, table)
    if table.unread:
        raise _invalid(LineError(table.unread[0].problem))
    if not table.units:
        raise InvalidAnswer(Problem.NO_UNIT_NAME)
    return _one_more(listing, table.units[0])


def _one_more(listing: Listing, unit: ServiceUnit) -> Listing:
    """Return the list after one unit was typed: known or new, with numbers or without."""
    at = _place(listing.units, unit.name)
    if at is None and len(listing.units) >= MOST_UNITS:
        raise InvalidAnswer(Problem.TOO_MANY_UNITS, {"limit": str(MOST_UNITS)})
    if at is None:
        added = replace(
            listing, units=(*listing.units, unit), just=unit.name if unit.value is not None else ""
        )
        last = len(listing.units)
        return (
            _chosen(added, last)
            if unit.value is None
            else replace(_chosen(added, None), page=last // PER_PAGE)
        )
    if unit.value is None:
        return _chosen(listing, at)
    known = listing.units[at]
    if listing.mode == ADD and known.value is not None:
        return replace(listing, twice=(unit,), mode="")
    typed = _counted(replace(unit, name=known.name), known)
    return replace(_answered(listing, at, typed), at=None, page=at // PER_PAGE)


def _merged(listing: Listing, table: Table) -> Listing:
    """Return the list with all units of a table; those of a name that it has twice wait to be told apart.

    A table of which the numbers can mean two things waits as a whole.
    """
    if table.turned:
        return replace(
            listing,
            at=None,
            coming=table.units,
            turned=table.turned,
            unread=table.unread,
            left_out=table.left_out,
        )
    units, twice, beyond = list(listing.units), list(listing.twice), []
    met = set[str]()
    for unit in table.units:
        at = _place(units, unit.name)
        if name_key(unit.name) in met:
            twice.append(unit)
        elif at is None and len(units) >= MOST_UNITS:
            beyond.append(Unread(0, unit.name, LineProblem.TOO_MANY_UNITS))
        elif at is None:
            units.append(unit)
        elif unit.value is not None:
            units[at] = replace(unit, name=units[at].name)
        met.add(name_key(unit.name))
    return replace(
        listing,
        units=tuple(units),
        at=None,
        mode="",
        page=0,
        twice=tuple(twice),
        read=len(table.units) - len(beyond),
        unread=(*table.unread, *beyond),
        left_out=table.left_out,
        columns_twice=table.columns_twice,
    )


_PROBLEMS = {
    LineProblem.NO_NAME: Problem.NO_UNIT_NAME,
    LineProblem.NAME_TOO_LONG: Problem.TOO_LONG,
    LineProblem.OUT_OF_RANGE: Problem.OUT_OF_RANGE,
}


def _invalid(wrong: LineError) -> InvalidAnswer:
    details = {"limit": str(LONGEST_NAME), "minimum": "25", "maximum": "100"}
    return InvalidAnswer(_PROBLEMS.get(wrong.problem, Problem.NO_UNIT_NUMBERS), details)


def _packed(listing: Listing) -> str:
    said = {
        "unit": [packed(unit) for unit in listing.units],
        "di": listing.at,
        "cara": listing.mode,
        "halaman": listing.page,
        "kembar": [packed(unit) for unit in listing.twice],
        "datang": [packed(unit) for unit in listing.coming],
        "balik": [packed(unit) for unit in listing.turned],
        "dihapus": [listing.removed[0], packed(listing.removed[1])] if listing.removed is not None else None,
        "baru": listing.just,
        "terbaca": listing.read,
        "tidak": [[one.line, one.said, one.problem.value] for one in listing.unread],
        "lewat": listing.left_out,
        "kolom": listing.columns_twice,
    }
    kept = {key: value for key, value in said.items() if value or value == 0}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _unpacked(text: str) -> Listing:
    said = json.loads(text)
    columns = said.get("kolom")
    return Listing(
        units=tuple(map(unpacked, said.get("unit", ()))),
        at=said.get("di"),
        mode=said.get("cara", ""),
        page=said.get("halaman", 0),
        twice=tuple(map(unpacked, said.get("kembar", ()))),
        coming=tuple(map(unpacked, said.get("datang", ()))),
        turned=tuple(map(unpacked, said.get("balik", ()))),
        removed=(said["dihapus"][0], unpacked(said["dihapus"][1])) if "dihapus" in said else None,
        just=said.get("baru", ""),
        read=said.get("terbaca", 0),
        unread=tuple(Unread(line, what, LineProblem(why)) for line, what, why in said.get("tidak", ())),
        left_out=tuple(said.get("lewat", ())),
        columns_twice=(columns[0], columns[1]) if columns else None,
    )
