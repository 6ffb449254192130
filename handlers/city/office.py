"""Who runs this bot, for whoever has to name it: the names, the head of a letter, the signatories."""

from domain.office.letterhead import Letterhead, letterhead_of
from domain.office.office import Office, Part, region_of
from storage.ports import CITY, EvidenceStore, NotFound, UnitOfWork, once


async def office_of(uow: UnitOfWork) -> Office:
    """Return the office as it stands."""
    return await uow.office.current()


async def region_in(uow: UnitOfWork) -> str:
    """Return what is governed, as texts name it: "Kota Cirebon"."""
    return region_of(await once(uow, CITY, "government", lambda: uow.office.text(Part.GOVERNMENT)))


async def logo_of(office: Office, files: EvidenceStore) -> bytes:
    """Return the bytes of the logo; none where there is no logo, or where they are lost."""
    if not office.logo:
        return b""
    try:
        return await files.get(office.logo)
    except NotFound:
        return b""


async def kop_of(office: Office, files: EvidenceStore) -> Letterhead:
    """Return the kop of an office with its logo. Read the office first, and leave the unit of work."""
    return letterhead_of(office, await logo_of(office, files))
