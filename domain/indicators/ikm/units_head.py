"""The head of a table of service units: which of its columns are the names, the IKM and the respondents."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.files.table import cell_of, column_name
from domain.indicators.ikm.unsur import UNSUR
from domain.language.written import compared

_ROWS_ABOVE = 20
HEAD_WORDS = frozenset(
    {
        "no", "nomor", "urut", "nama", "unit", "kerja", "pelayanan", "layanan", "nilai", "ikm", "skm",
        "mutu", "kinerja", "responden", "jumlah", "jml", "indeks", "puskesmas", "kelurahan", "kecamatan",
        "uptd", "upt", "opd", "perangkat", "daerah", "unsur", "tahun", "keterangan", "ket", "predikat",
        "kategori", "semester", "hasil", "survei", "kepuasan", "masyarakat", "rekap", "rekapitulasi",
        "daftar", "tabel", "data", "laporan", "per", "dan", "periode", "kota", "interval", "konversi",
    }
)  # fmt: skip
"""What heads and titles of such tables are made of."""
_NAMES: Sequence[set[str]] = (
    {"unit", "nama"},
    *({word} for word in ("nama", "unit", "puskesmas", "kelurahan", "uptd", "upt", "kecamatan", "opd")),
    *({word} for word in ("instansi", "layanan", "pelayanan")),
)
_VALUES = ({"konversi"}, {"nilai", "ikm"}, {"nilai", "skm"}, {"ikm"}, {"skm"}, {"nilai"}, {"indeks"})
_PEOPLE = ({"jumlah", "responden"}, {"jml", "responden"}, {"responden"}, {"sampel"})
_PERIOD = re.compile(
    r"(?:(?:semester|smt|triwulan|tw) ?(?:[1-4]|iv|i{1,3})|(?:tahun )?20[0-9]{2})(?: (?:tahun )?20[0-9]{2})?"
)
_IN_PERIOD = re.compile(r"smt|triwulan|tw|[1-4]|iv|i{1,3}|20[0-9]{2}")
_WHEN = re.compile(r"[0-9]|\b(?:semester|smt|triwulan|tw)\b")
_NO_VALUE = frozenset({"mutu", "responden", "interval", "kinerja", "predikat", "kategori", "unsur", "target"})
_NO_NAME = frozenset({"nilai", "ikm", "skm", "jumlah", "mutu", "responden", "no", "indeks", "kinerja"})


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns stand, from 0; the table begins at the row `below`."""

    below: int
    name: int
    nilai: int | None
    people: int | None
    unsur: tuple[int, ...]
    twice: tuple[str, str] | None = None


def columns_of(table: Sequence[Sequence[str]]) -> Columns | None:
    """Return where the columns stand: the first row that names them, or two that do so together."""
    for at in range(min(len(table), _ROWS_ABOVE)):
        found = _columns(at + 1, table[at])
        if found is not None:
            return _lower_head(table, at) or found
    for at in range(min(len(table) - 1, _ROWS_ABOVE)):
        found = _columns(at + 2, _together(table, at))
        if found is not None:
            return found
    return None


def _lower_head(table: Sequence[Sequence[str]], at: int) -> Columns | None:
    """Return the columns of a head of two rows by the lower one, which says more: "IKM" below "Nilai".

    Where it says only part of them ("Interval" and "Konversi" below "Nilai"), both rows do so together.
    """
    if at + 1 == len(table):
        return None
    words = re.findall(r"\w+", compared(" ".join(table[at + 1])))
    is_head = bool(words) and all(word in HEAD_WORDS or _IN_PERIOD.fullmatch(word) for word in words)
    return _columns(at + 2, table[at + 1]) or (_columns(at + 2, _together(table, at)) if is_head else None)


def _together(table: Sequence[Sequence[str]], at: int) -> list[str]:
    """Return what a row and the one below it say of each column."""
    pair = table[at : at + 2]
    return [" ".join(cell_of(row, place) for row in pair).strip() for place in range(max(map(len, pair)))]


def _columns(below: int, row: Sequence[str]) -> Columns | None:
    named = [frozenset(re.findall(r"[^\W\d_]+|u[1-9]", column_name(cell))) for cell in row]
    names = [at for at, words in enumerate(named) if not words & _NO_NAME]
    values = [at for at, words in enumerate(named) if not words & _NO_VALUE]
    name, nilai = _best(named, names, _NAMES), _best(named, values, _VALUES)
    people = _best(named, range(len(named)), _PEOPLE)
    unsur = _unsur_columns(row)
    nilai = nilai or ([] if unsur else _periods(row))
    if not name or not (nilai or unsur):
        return None
    several = {column_name(row[at]) for at in nilai}
    twice = (row[nilai[0]], row[nilai[1]]) if len(several) > 1 else None
    return Columns(below, name[0], nilai[0] if nilai else None, people[0] if people else None, unsur, twice)


def _periods(row: Sequence[str]) -> list[int]:
    """Return the columns that say only of when they are; none of a row that has other numbers, too."""
    counted = [at for at, cell in enumerate(row) if _WHEN.search(column_name(cell))]
    return counted if all(_PERIOD.fullmatch(column_name(row[at])) for at in counted) else []


def _best(named: Sequence[frozenset[str]], places: Iterable[int], ranks: Sequence[set[str]]) -> list[int]:
    """Return the places of the columns whose words fit best."""
    places = list(places)
    for rank in ranks:
        found = [at for at in places if rank <= named[at]]
        if found:
            return found
    return []


def _unsur_columns(row: Sequence[str]) -> tuple[int, ...]:
    """Return where U1 to U9 stand, in their order; nothing unless all nine do."""
    at: Mapping[str, int] = {
        compared(cell).replace(" ", "").strip("."): place for place, cell in enumerate(row)
    }
    places = [at.get(f"u{number}") for number in range(1, len(UNSUR) + 1)]
    known = tuple(place for place in places if place is not None)
    return known if len(known) == len(UNSUR) else ()
