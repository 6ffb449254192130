"""The steps of a year's reminders."""

from domain.deadlines.due import Planned
from domain.deadlines.workdays import Workdays
from domain.indicators import Indicator
from domain.years.rules import STEPS_AFTER, STEPS_BEFORE
from domain.years.steps import step
from handlers.deadlines import DeadlineFacts
from handlers.words import words
from handlers.words.steps import sent_on


def steps_screen(facts: DeadlineFacts, note: str = "") -> str:
    """Return on which days reminders go, who set them, and what holidays do to them."""
    rules = facts.rules
    sides = (
        ("Sebelum tenggat", [step(-days) for days in rules.steps.before], STEPS_BEFORE),
        ("Sesudah tenggat", [step(days) for days in rules.steps.after], STEPS_AFTER),
    )
    return words.paragraphs(
        note,
        facts.of_year.head("Pengingat"),
        *(
            words.lines(
                words.bold(name),
                ", ".join(told),
                facts.of_year.set_by(key) or "<i>belum diubah</i>",
            )
            for name, told, key in sides
        ),
        "Dikirim pukul 08.00 pada hari kerja, hanya ke OPD yang belum lapor. Yang jatuh pada hari libur "
        "dimajukan ke hari kerja sebelumnya; sesudah tenggat, diundur. Hari‑H tetap pada harinya.",
        facts.of_year.unless_closed(
            "" if facts.runs_the_bot else "Langkah pengingat berlaku setahun; diubah oleh admin."
        ),
    )


def next_reminder(indicator: Indicator, following: Planned | None, workdays: Workdays, year: int) -> str:
    said = sent_on(following, workdays, year) if following is not None else "tidak ada pengingat lagi"
    return f"{indicator.title}: {said}"
