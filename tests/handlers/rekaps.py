"""What the Inspektorat has sent, kept without the conversation that reads its table."""

from decimal import Decimal

from domain.rekap.comparison import RekapRow
from storage.ports import RekapSheet
from tests.town.dialogue import Town


async def keep_rekap(town: Town, **said: str) -> None:
    """Keep what a rekap of 2026 says, "BB 75.50" or "BB" by the codes of the OPD."""
    rows = [
        RekapRow(row=number, name=code, opd=code, nilai=_nilai(one), kategori=one.split(" ")[0])
        for number, (code, one) in enumerate(said.items(), start=2)
    ]
    async with town.storage.uow() as uow:
        by = (await uow.people.everyone())[0].id
        sheet = RekapSheet(
            id=0, year=2026, by=by, at=town.now, name="rekap.xlsx", sha256="0" * 64, rows=tuple(rows)
        )
        await uow.rekap.keep(sheet)
        await uow.commit()


def _nilai(said: str) -> Decimal | None:
    return Decimal(said.split(" ")[1]) if " " in said else None
