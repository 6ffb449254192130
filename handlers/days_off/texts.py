"""The days off of a year, below `/tenggat`: national ones, and what the city adds or takes away."""

from collections.abc import Sequence

from domain.days_off.days import DayOff, Whose
from domain.years.rules import day_off_key
from handlers.deadlines import DeadlineFacts
from handlers.words import words

ESTIMATE = "(perkiraan)"
"""Ends the library's name of a day that the government has not decreed yet."""
_ESTIMATED = f"Tanggal {ESTIMATE} mengikuti hitungan kalender sampai ditetapkan pemerintah."
_MARKS = {Whose.NATIONAL: "", Whose.CITY: " · ditambahkan", Whose.WORKING: " → hari kerja"}
_WHOSE = {
    Whose.NATIONAL: "Menurut kalender nasional.",
    Whose.CITY: "Ditambahkan untuk {region}.",
    Whose.WORKING: "Libur di kalender nasional, tetapi dijadikan hari kerja.",
}


def days_off(facts: DeadlineFacts, shown: Sequence[DayOff], note: str = "") -> str:
    """Return a page of days off, those to come first."""
    return words.paragraphs(
        note,
        facts.of_year.head("Hari libur"),
        words.lines(*(_listed(one) for one in shown)) or "Tidak ada hari libur lagi tahun ini.",
        words.lines(
            "Pengingat tidak dikirim pada hari libur dan akhir pekan, kecuali pada hari tenggatnya.",
            _ESTIMATED if any(ESTIMATE in one.name for one in shown) else "",
        ),
        facts.of_year.unless_closed(
            "Tekan hari untuk mengubahnya." if facts.runs_the_bot else "Hari libur diubah oleh admin."
        ),
    )


def _listed(one: DayOff) -> str:
    day = words.short_weekday(one.day, one.day.year)
    return f"{day} · {words.escape(one.name)}{_MARKS[one.whose]}"


def label(one: DayOff) -> str:
    """Return the label of a day's button: "25 Des · Hari Raya Natal" (not escaped)."""
    return f"{words.short_day(one.day).removesuffix(f' {one.day.year}')} · {one.name}"


def card(facts: DeadlineFacts, one: DayOff, region: str) -> str:
    """Return the card of one day; `region` is what is governed."""
    whose = _WHOSE[one.whose].format(region=words.escape(region))
    return words.paragraphs(
        words.lines(words.bold(words.weekday(one.day)), words.escape(one.name)),
        words.lines(whose, facts.of_year.set_by(day_off_key(one.day))),
    )
