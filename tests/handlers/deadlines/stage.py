"""What the tests of `/tenggat` do again and again."""

from storage.ports import Notice
from tests.handlers.review.reviewing import returned
from tests.town.dialogue import Json, Talker, Town, press

DUE = "2026-12-02T16:00:00+07:00"
"""A Wednesday, nine days after the morning on which the town wakes up."""


async def opens_card(who: Talker, indicator: str = "1 · SAKIP") -> Json:
    await who.says("/tenggat")
    return await who.presses(indicator)


async def moves(who: Talker, day: str, clock: str = "16.00", why: str = "LHE mundur") -> Json:
    """Move the deadline of the SAKIP reports; return what is seen after it was stored."""
    await opens_card(who)
    await who.walks(press("Ubah tenggat"), day, clock, why)
    return await who.presses("Simpan")


async def extends(
    who: Talker, day: str, opd: str = "Dinas Kesehatan", clock: str = "16.00", why: str = "Banjir"
) -> Json:
    """Give one OPD longer for its SAKIP report."""
    await opens_card(who)
    await who.walks(press("Perpanjang satu OPD", opd), day, clock, why)
    return await who.presses("Perpanjang")


async def revokes(who: Talker, opd: str = "Dinas Kesehatan", why: str = "Salah OPD") -> Json:
    await opens_card(who)
    await who.walks(press("Cabut perpanjangan", opd), why)
    return await who.presses("Cabut")


async def returned_after(town: Town, siti: Talker, dewi: Talker, days: int) -> None:
    """Let the SAKIP report be sent, and its nilai returned that many days later."""
    await siti.reports_sakip()
    town.pass_time(days=days)
    await returned(dewi, "Nilai")


def queued(town: Town) -> list[Notice]:
    """Return every line of the ledger about a deadline."""
    return [one for one in town.storage.tables.notices.values() if one.kind == "deadline"]
