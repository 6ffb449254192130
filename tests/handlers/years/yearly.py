"""What the tests of `/tahun`, `/target` and `/aturan` do again and again."""

from datetime import UTC, datetime

from domain.keys import IndicatorKey
from domain.reports.events import EventKind, ReportEvent
from storage.ports import Setting
from tests.handlers.admins import admin_of
from tests.handlers.figures.reading import plain
from tests.town.dialogue import HEALTH, LIBRARY, Json, Talker, Town, press

NEW_YEAR = datetime(2027, 1, 15, 2, 0, tzinfo=UTC)  # 09.00 WIB
WHY = "LHE susulan dari Inspektorat"


async def settings_of(town: Town, year: int) -> list[Setting]:
    async with town.storage.uow() as uow:
        return await uow.years.settings(year)


async def values_of(town: Town, year: int) -> dict[str, str]:
    return {one.key: one.value for one in await settings_of(town, year)}


async def opens_year(admin: Talker, year: int) -> Json:
    """Go to the card of a year."""
    await admin.says("/tahun")
    return await admin.presses(f"{year} ·")


async def closes(admin: Talker, year: int = 2026) -> Json:
    await opens_year(admin, year)
    await admin.presses(f"Tutup tahun {year}")
    return await admin.presses(f"Tutup tahun {year}")


async def opens_closed_2026(town: Town, admin: Talker, operator: Talker) -> Json:
    """Let a reported 2026 be over and closed; return its card."""
    await reported(town, operator)
    town.now = NEW_YEAR
    await closes(admin)
    return await opens_year(admin, 2026)


async def reopens(admin: Talker, year: int = 2026, why: str = WHY) -> Json:
    await opens_year(admin, year)
    await admin.presses("Buka kembali")
    await admin.says(why)
    return await admin.presses("Buka kembali")


async def reported(
    town: Town, operator: Talker, predikat: str = "BB", opd: str = HEALTH.code, *, verified: bool = True
) -> ReportEvent:
    """Let a SAKIP report of 2026 be there that no conversation was held for; return the submission."""
    by = (await town.person(operator)).id
    answers = {"predikat": predikat, "nilai": "75.5", "bukti": "belum"}
    sent = await town.happens(EventKind.SUBMITTED, opd, IndicatorKey.SAKIP, answers, by=by)
    if verified:
        await town.verify(opd)
    return sent


def sakip(message: dict[str, str]) -> list[str]:
    """Return the lines of the first indicator."""
    return next(one for one in plain(message["text"]).split("\n\n") if one.startswith("1 · ")).splitlines()


async def after_2026(town: Town) -> Talker:
    """Return the admin of a town where one of two OPD is verified in 2026, and 2027 has begun."""
    await town.set_year("target.sakip", "75")
    siti = await town.operator()
    await reported(town, siti)
    town.now = NEW_YEAR
    return await admin_of(town)


async def eka_reports(town: Town, predikat: str = "A") -> Talker:
    """Let the library's report of 2026 wait, sent through the conversation in the new year."""
    eka = await town.operator(1004, "Eka", LIBRARY.code)
    await eka.walks(
        "/lapor",
        press("2026", "SAKIP"),
        predikat,
        "85" if predikat == "A" else "55",
        press("Belum ada berkas", "Kirim"),
    )
    return eka
