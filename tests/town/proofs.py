"""Small files that prove what a city reports: whole PDF of one line each, which anybody can open and read."""

from dataclasses import replace

from domain.forms.drafts import DraftStatus, Evidence, FileState
from domain.reports.events import ReportEvent
from storage.ports import EvidenceStore, UnitOfWork


def small_pdf(words: str) -> bytes:
    """Return a PDF of one page with one line of ASCII."""
    shown = f"BT /F 14 Tf 40 800 Td ({words}) Tj ET".encode("ascii")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    drawn, places = b"%PDF-1.4\n", list[int]()
    for number, one in enumerate(objects, 1):
        places.append(len(drawn))
        drawn += b"%d 0 obj%s endobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(drawn))
    return drawn + head + end


async def with_proof(uow: UnitOfWork, files: EvidenceStore, event: ReportEvent) -> ReportEvent:
    """Return a submission with one file that proves it, kept among the others."""
    draft = await uow.drafts.start(event.opd, event.indicator, event.year, by=event.by, at=event.at)
    content = small_pdf(f"Contoh bukti {event.indicator.upper()} {event.opd}, {event.at:%d-%m-%Y}")
    kept = await uow.evidence.add(
        Evidence(
            id=0,
            draft=draft.id,
            opd=event.opd,
            file_id=f"{event.opd}{event.indicator}{event.at:%y%m%d}",
            unique_id=f"{event.opd}{event.indicator}{event.at:%y%m%d}",
            kind="document",
            name=f"{event.indicator.upper()} {event.year} {event.opd}.pdf",
            size=len(content),
            added_by=event.by,
            added_at=event.at,
        )
    )
    await uow.evidence.update(
        replace(kept, state=FileState.STORED, sha256=await files.put(content)), at=event.at
    )
    await uow.drafts.save(replace(draft, status=DraftStatus.SENT), by=event.by, at=event.at)
    return replace(event, draft=draft.id, draft_version=1, files=(kept.id,))
