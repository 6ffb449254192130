"""The IKU form of a year: everybody who was let in may have it, for it names no OPD and no figure."""

from domain.documents.form import FormContent, form_content, said_by
from domain.documents.wanted import DocumentKind, Wanted
from domain.figures.asking import period
from domain.people.person import Person
from handlers.city.office import logo_of, office_of
from handlers.city.official import frozen
from handlers.papers.captions import caption
from handlers.papers.paper import Paper, Reading
from handlers.papers.stamping import stamp_at
from storage.ports import Document, UnitOfWork


async def gather_form(uow: UnitOfWork, reading: Reading, document: Document) -> FormContent:
    """Return the form of a year as it stands, or as of the day on which a year that is closed ended."""
    year = document.wanted.year
    rules = await uow.years.rules(year)
    as_of = frozen(rules, period(year, 0, reading.now)).as_of
    office = await office_of(uow)
    stamp = await stamp_at(uow, reading, document.id, as_of, final=rules.closed_at is not None)
    return form_content(year, office, stamp=stamp, logo=await logo_of(office, reading.files))


def _may(person: Person, _: Wanted) -> bool:
    return bool(person.roles)


def _caption(content: FormContent, document: Document) -> str:
    rows = sum(len(goal.rows) for goal in content.table)
    signed = content.signed
    signs = f"{signed.title}: {signed.name}" if signed.is_signed else "Penanda tangan belum diisi"
    return caption(
        f"Formulir IKU {document.wanted.year}",
        content.stamp,
        (f"{len(content.table)} sasaran, {rows} indikator", signs),
    )


FORM = Paper(
    kind=DocumentKind.FORM,
    title="Formulir IKU",
    gather=gather_form,
    may=_may,
    said=said_by,
    caption=_caption,
    offer="Sasaran, indikator, dan rumusnya, siap ditandatangani (PDF).",
    by_quarter=False,
)
