"""*Rencana aksi*: the targets of the year and its quarters, with what is realised; totals, for everybody."""

import asyncio

from domain.documents.action_plan import ActionPlanContent, action_plan, said_by
from domain.documents.wanted import DocumentKind
from handlers.downloads.measuring import in_brief, is_somebody, measured
from handlers.papers.captions import caption
from handlers.papers.paper import Paper, Reading
from storage.ports import Document, UnitOfWork

TITLE = "Rencana aksi"


async def gather(uow: UnitOfWork, reading: Reading, document: Document) -> ActionPlanContent:
    read = await measured(uow, reading, document)
    return await asyncio.to_thread(action_plan, read.of, read.stamp, read.office)


def captioned(content: ActionPlanContent, _: Document) -> str:
    return caption(TITLE, content.stamp, in_brief(content.said))


ACTION_PLAN = Paper(
    kind=DocumentKind.ACTION_PLAN,
    title=TITLE,
    gather=gather,
    may=is_somebody,
    said=said_by,
    caption=captioned,
    offer="Target tahunan dan triwulan dengan realisasinya (XLSX).",
)
