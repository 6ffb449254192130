"""One OPD of `/belum`: what it owes and until when, who reports for it, and who of them can be reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.language.dates import day_of, year_of
from domain.people.person import Person
from domain.reminders.asked import Candidate, Spared
from domain.units.opd import Opd
from handlers.overdue.owing import Owed
from handlers.overdue.texts import until
from handlers.words import words
from handlers.words.expected import awaited
from handlers.words.people import NO_OPERATOR, person_name, unreachable_since

ALL_IN = f"{words.VERIFIED} Semua laporannya sudah masuk."
CANNOT_ASK = (
    "Mengingatkan OPD ini bukan wewenang Bapak/Ibu; itu dilakukan Sub Bagian yang memeriksa laporannya."
)
HOURS = "Pengingat dikirim pukul 07.00–17.00 pada hari kerja."
_INVITE = "Belum ada yang bisa diingatkan; mintalah admin mengundang operatornya lewat /undang."
_REACH = (
    "Yang tidak terjangkau perlu membuka bot ini dan menekan Mulai. "
    "Sampaikan lewat kantor OPD-nya atau rekannya."
)
MOST_PEOPLE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One OPD as its card shows it. `askers` are the names of people by their ids."""

    opd: Opd
    year: int
    owed: Sequence[Owed]
    operators: Sequence[Person]
    candidates: Sequence[Candidate] = ()
    """Empty where nobody pursues anything of this OPD now."""
    askers: dict[int, str]
    may_ask: bool
    extendable: Sequence[Owed]
    """What this reader may give more time for."""

    @property
    def can_be_reminded(self) -> bool:
        return self.may_ask and any(one.spared is None for one in self.candidates)


def opd_card(card: Card, now: datetime) -> str:
    return words.paragraphs(
        words.lines(words.bold(card.opd.name), f"Belum lapor {card.year}" if card.owed else ""),
        "\n".join(_owed(one, now) for one in card.owed) or ALL_IN,
        _operators(card, now),
        _hint(card),
    )


def _owed(one: Owed, now: datetime) -> str:
    title = f"{one.icon(now)} {words.bold(one.indicator.title)}"
    if not one.indicator.reported_by_operator:
        return f"{title} · belum dinilai Sub Bagian"
    returned = one.returned
    repair = f"perlu perbaikan sejak {_day(returned.at, now)}, " if returned is not None else ""
    expected = one.expected
    said = f"{awaited(expected, day_of(now))}\n" if expected is not None else ""
    return f"{title} · {words.escape(said)}{repair}{until(one.due, now)}"


def _day(at: datetime, now: datetime) -> str:
    return words.short_day(day_of(at)).removesuffix(f" {year_of(now)}")


def _operators(card: Card, now: datetime) -> str:
    if not card.operators:
        return NO_OPERATOR.capitalize() + "."
    fates = {one.person.id: one for one in card.candidates}
    listed = card.operators[:MOST_PEOPLE]
    return words.lines(
        words.bold("Operator"),
        *(f"• {person_name(one)}{_fate(one, fates.get(one.id), card, now)}" for one in listed),
        words.more(len(card.operators) - len(listed), "operator"),
    )


def _fate(person: Person, one: Candidate | None, card: Card, now: datetime) -> str:
    if person.unreachable is not None:
        return f" · {unreachable_since(person, year_of(now))}"
    if one is None:
        return ""
    if one.last is not None:
        return f" · {_told(one, card)}"
    return " · sedang mengisi di bot" if one.spared is Spared.BUSY else ""


def _told(one: Candidate, card: Card) -> str:
    if one.last is None:
        return ""
    asker = card.askers.get(one.last.asked_by or 0, "")
    by = f" oleh {words.escape(words.cut(asker, 30))}" if asker else ""
    return f"diingatkan hari ini {words.clock(one.last.at)}{by}"


def _hint(card: Card) -> str:
    """Return how to reach who cannot be, or why nobody is reminded now."""
    if not card.owed:
        return ""
    if not card.operators:
        return _INVITE
    lost = _REACH if any(one.unreachable is not None for one in card.operators) else ""
    closed = any(one.spared is Spared.CLOSED for one in card.candidates) and card.may_ask
    return words.lines(lost, HOURS if closed else "")


def reminded(people: Sequence[Person], card: Card, today: date) -> str:
    """Return who gets the reminder, and what the OPD had said already, in passing (plain text)."""
    said = [
        f"{one.indicator.title} {awaited(one.expected, today)}"
        for one in card.owed
        if one.expected is not None
    ]
    noted = f" OPD ini sudah mencatat: {'; '.join(said)}." if said else ""
    return f"Pengingat dikirim ke {words.some([one.name for one in people], MOST_NAMED)}.{noted}"


MOST_NAMED = 3


def not_reminded(card: Card, _: date) -> str:
    """Return why nobody is reminded now (plain text)."""
    told = next((one for one in card.candidates if one.spared is Spared.TOLD), None)
    if told is not None and told.last is not None:
        asker = card.askers.get(told.last.asked_by or 0, "")
        by = f" oleh {asker}" if asker else ""
        return f"Sudah diingatkan hari ini pukul {words.clock(told.last.at)}{by}; sehari cukup sekali."
    if any(one.spared is Spared.BUSY for one in card.candidates):
        return "Operatornya sedang mengisi di bot, jadi tidak diganggu."
    if any(one.spared is Spared.CLOSED for one in card.candidates):
        return HOURS
    if card.candidates:
        return "Tidak ada operator yang terjangkau."
    return "Tidak ada yang bisa diingatkan." if card.owed else "Semua laporannya sudah masuk."
