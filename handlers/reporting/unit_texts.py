"""What an operator reads while the service units of an IKM are filled in."""

from collections.abc import Sequence
from decimal import Decimal

from domain.indicators.ikm import mutu_of
from domain.indicators.ikm.service_units import (
    ServiceUnit,
    Units,
    how_computed,
    ikm_of_units,
    same_name,
    told,
)
from domain.indicators.ikm.unit_numbers import LineProblem
from domain.indicators.ikm.units_list import RENAME, Listing
from domain.indicators.ikm.units_question import short_told
from domain.indicators.ikm.units_table import Unread
from domain.language.numbers import format_decimal
from domain.language.written import cut
from handlers.telegram.paging import Page
from handlers.words import words

NOTHING_IN_SHEET = (
    "Tabel unit tidak ditemukan di berkas itu (kolom nama unit dan nilai). Berkas tetap menjadi bukti."
)
UNREADABLE_SHEET = "Isi berkas itu tidak bisa dibaca sebagai tabel. Berkas tetap menjadi bukti."
MOST_LINES, MOST_LEFT_OUT, LONGEST_NAME = 3, 2, 24
_LONGEST_LINE = 34

_WHY = {
    LineProblem.NO_NAME: "tanpa nama unit",
    LineProblem.NAME_TOO_LONG: "nama terlalu panjang",
    LineProblem.OUT_OF_RANGE: "nilai di luar 25–100",
    LineProblem.NOT_A_NUMBER: "nilai bukan angka",
    LineProblem.RESPONDENTS: "jumlah responden tidak terbaca",
    LineProblem.TOO_MANY_NUMBERS: "angkanya terlalu banyak",
    LineProblem.UNSUR_COUNT: "unsurnya tidak sembilan",
    LineProblem.ERROR_CELL: "kesalahan rumus Excel",
    LineProblem.TOO_MANY_UNITS: "unit sudah terlalu banyak",
}
_HOW = (
    "Ketik atau tempel tabelnya, satu unit per baris: nama, nilai, responden (boleh kosong).\n"
    "Contoh: Puskesmas Satu 82,50 120\n"
    "Berkas XLSX juga boleh."
)


def sheet_was_read(name: str) -> str:
    return f"📎 {words.quote(name)} sudah dibaca, dan disimpan sebagai bukti."


def news(listing: Listing) -> str:
    """Return what became of the last message: what was read, what was not and why, what was left out."""
    if listing.columns_twice is not None:
        one, other = map(words.quote, listing.columns_twice)
        return f"⚠️ Dua kolom bisa berarti nilai: {one} dan {other}. Hapus salah satunya, lalu kirim lagi."
    just = next((unit for unit in listing.units if same_name(unit.name, listing.just)), None)
    wrong = len(listing.unread)
    return words.lines(
        f"Dihapus: {words.escape(told(listing.removed[1]))}" if listing.removed is not None else "",
        f"Tercatat: {words.escape(told(just))}" if just is not None else "",
        f"Terbaca: {listing.read} unit." if listing.read else "",
        f"⚠️ {wrong} baris tidak terbaca, yang lain aman:" if wrong else "",
        *map(_wrong, listing.unread[:MOST_LINES]),
        f"… dan {wrong - MOST_LINES} baris lain" if wrong > MOST_LINES else "",
        _left_out(listing.left_out),
    )


def _wrong(line: Unread) -> str:
    number = f"baris {line.line} " if line.line else ""
    return f"• {number}“{words.escape(cut(line.said, _LONGEST_LINE))}”: {_WHY[line.problem]}"


def _left_out(lines: Sequence[str]) -> str:
    if not lines:
        return ""
    named = ", ".join(f"“{words.escape(cut(line, LONGEST_NAME))}”" for line in lines[:MOST_LEFT_OUT])
    rest = f" dan {len(lines) - MOST_LEFT_OUT} baris lain" if len(lines) > MOST_LEFT_OUT else ""
    return f"Bukan unit, ditinggalkan: {named}{rest}."


def listed(listing: Listing, page: Page[ServiceUnit]) -> str:
    """Return a page of the list, below what the units make together so far."""
    if not listing.units:
        return words.paragraphs(
            news(listing), words.lines(words.bold("Unit mana saja, dan berapa nilainya?"), _HOW)
        )
    said = news(listing)
    if listing.unread:
        # What is wrong has the screen to itself: with a page of the list it would be more than one.
        return words.paragraphs(said, _together(listing.units))
    return words.paragraphs(
        said,
        _together(listing.units),
        "\n".join(
            f"{number}. {words.escape(_in_list(unit))}"
            for number, unit in enumerate(page.items, start=page.first)
        ),
        "" if said else "Tekan nomornya untuk mengisi, atau tempel tabel.",
    )


def _in_list(unit: ServiceUnit) -> str:
    return short_told(unit, LONGEST_NAME) if unit.value is not None else f"⬜ {cut(unit.name, LONGEST_NAME)}"


def _together(units: Units) -> str:
    nilai = ikm_of_units(units)
    if nilai is None:
        return words.bold(f"{len(units)} unit, belum ada nilainya")
    return words.lines(
        words.bold(f"IKM {format_decimal(nilai)} · mutu {mutu_of(nilai)}"), how_computed(units)
    )


def asked(listing: Listing, at: int, before: ServiceUnit | None) -> str:
    """Return the question for one unit; `before` is what it had in the last report."""
    unit = listing.units[at]
    if listing.mode == RENAME:
        return words.lines(words.bold(f"Nama baru untuk {unit.name}?"), "Ketik namanya saja.")
    return words.paragraphs(
        news(listing),
        words.lines(
            f"Unit {at + 1} dari {len(listing.units)}: {words.bold(unit.name)}",
            "Nilai dan respondennya? Contoh: 82,5 120 (responden boleh kosong), atau 9 unsur: 3,31 3,35 …",
        ),
        words.lines(
            f"Jawaban Anda: {words.bold(told(unit).removeprefix(f'{unit.name}: '))}"
            if unit.value is not None
            else "",
            f"<i>Laporan terakhir: {words.escape(told(before).removeprefix(f'{before.name}: '))}</i>"
            if before is not None and before.value is not None
            else "",
        ),
    )


def adding() -> str:
    return words.lines(
        words.bold("Apa nama unit yang ditambahkan?"),
        "Boleh langsung dengan nilainya: Puskesmas Satu 82,50 120",
    )


def which_number(listing: Listing) -> str:
    """Return the question whether the first of two numbers says the respondents, with both readings."""
    pairs = [
        pair for pair in zip(listing.turned, listing.coming, strict=True) if told(pair[0]) != told(pair[1])
    ]
    rest = len(pairs) - MOST_LINES
    return words.paragraphs(
        _not_read(listing),
        words.lines(
            words.bold("Angka yang pertama itu responden?"),
            *(
                f"• {words.escape(told(turned))}\n  atau {words.escape(told(read))}"
                for turned, read in pairs[:MOST_LINES]
            ),
            f"… dan {rest} baris lain" if rest > 0 else "",
        ),
    )


def _not_read(listing: Listing) -> str:
    """Return what could not be read of a table, above what is asked about the rest."""
    return news(listing) if listing.unread else ""


def twice(listing: Listing) -> str:
    """Return the question about names that were written more than once."""
    lines = []
    for unit in listing.twice[:MOST_LINES]:
        there = next((one for one in listing.units if same_name(one.name, unit.name)), unit)
        value = told(unit).removeprefix(f"{unit.name}: ")
        lines.append(f"• {words.escape(told(there))} | {words.escape(value)}")
    rest = len(listing.twice) - MOST_LINES
    return words.paragraphs(
        _not_read(listing),
        words.lines(
            words.bold("Nama ini tertulis dua kali. Mana yang benar?"),
            *lines,
            f"… dan {rest} nama lain" if rest > 0 else "",
        ),
    )


def intervals(listing: Listing) -> str:
    """Return the question about values that can only be means of a survey."""
    found = listing.intervals
    one = f"{format_decimal(found[0].nilai or Decimal(0))} itu" if len(found) == 1 else ""
    ask = f"{one} nilai interval (1–4)?" if one else "Nilai ini interval (1–4)?"
    rest = len(found) - MOST_LINES
    return words.paragraphs(
        _not_read(listing),
        words.lines(
            words.bold(ask),
            *map(_converted, found[:MOST_LINES]),
            f"… dan {rest} unit lain" if rest > 0 else "",
        ),
    )


def _converted(unit: ServiceUnit) -> str:
    nilai = unit.nilai or Decimal(0)
    return f"• {words.escape(unit.name)}: {format_decimal(nilai)} × 25 = {format_decimal(nilai * 25)}"
