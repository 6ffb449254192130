"""The examples of docs/examples: which there are, and how each is drawn of the full year today."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from domain.documents.invitations import InvitationsContent
from domain.documents.wanted import DocumentKind, Wanted, file_name
from domain.keys import IndicatorKey
from domain.language.dates import WIB
from domain.years.rules import BASIS, DEADLINE, setting_key
from storage.evidence import EvidenceFolder
from storage.ports import BOT_NAME, UnitOfWork
from storage.rendering.drawing import DRAWINGS, Workshop, draw
from tests.handlers.downloads.gathering import gathered
from tests.town.dialogue import Town
from tests.town.full_year import CLOSED, YEAR, live_through

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"
CODE, BOT = "7K3M-9QXT-2HVA-W", "contoh_bot"
"""Of nobody: no installation has given this code out, for each has a secret of its own."""
NO_WAY_IN = f"https://t.me/{BOT}?start=CONTOH-TIDAK-BERLAKU"
_SHEETS = 2
"""Pages of invitations that are enough to see how they look."""
CLOSED_YEAR, LATE_YEAR = CLOSED + timedelta(days=1), datetime(YEAR, 11, 23, 9, 15, tzinfo=WIB)
"""When the year is over, and when it is late in it, so that something is owed."""
_SET = datetime(YEAR, 1, 5, 9, 0, tzinfo=WIB)
_REPORTS = (IndicatorKey.SAKIP, IndicatorKey.IKM, IndicatorKey.ANJAB)

SAKIP_CHART = Wanted(kind=DocumentKind.CHART, year=YEAR, indicator=IndicatorKey.SAKIP)
WANTED = (*(Wanted(kind=kind, year=YEAR) for kind in DocumentKind), SAKIP_CHART)
_LATE = {DocumentKind.MEMO, DocumentKind.OVERDUE, DocumentKind.INVITATIONS}


async def example(wanted: Wanted, folder: Path) -> tuple[str, bytes]:
    """Return what the example is called, and what is drawn of it today."""
    now = LATE_YEAR if wanted.kind in _LATE else CLOSED_YEAR
    async with Town() as town:
        town.storage.tables = type(town.storage.tables)()
        town.files = EvidenceFolder(folder / "evidence")  # type: ignore[assignment]
        async with town.storage.uow() as uow:
            await uow.installation.set(BOT_NAME, BOT)
            await live_through(uow, min(now, CLOSED), nasty=False, files=town.files)
            await _deadlines(uow)
            await uow.commit()
        town.go_to(now)
        content = harmless(await gathered(town, wanted))
    (drawn,) = draw(content, Workshop(folder=folder, evidence=folder / "evidence"))
    return file_name(wanted, DRAWINGS[type(content)].suffix), drawn.read_bytes()


async def _deadlines(uow: UnitOfWork) -> None:
    for number, one in enumerate(_REPORTS):
        due = datetime(YEAR, 10 + number, 30, 16, 0, tzinfo=WIB)
        for kind, value in ((DEADLINE, due.isoformat()), (BASIS, "Perwali 12/2026")):
            await uow.years.set(YEAR, setting_key(kind, one), value, by=None, at=_SET)


def harmless(content: Any) -> object:  # noqa: ANN401 - every content has a stamp, and no other type
    """Return the content with a code that nobody has given out, and with links that let nobody in."""
    if isinstance(content, InvitationsContent):
        sheets = tuple(
            replace(one, link=NO_WAY_IN, typed=NO_WAY_IN.removeprefix("https://"))
            for one in content.sheets[:_SHEETS]
        )
        return replace(content, sheets=sheets)
    link = f"https://t.me/{BOT}?start=cek_{CODE.replace('-', '')}"
    return replace(content, stamp=replace(content.stamp, code=CODE, link=link))
