"""The lembar undangan: a page for each OPD that nobody reports for, with the link that lets one person in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.documents.said import Said
from domain.documents.stamp import Stamp, format_instant
from domain.office.letterhead import Letterhead
from domain.office.office import Office
from domain.units.opd import Opd

TITLE = "Undangan operator laporan IKU"


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """One invitation that is made with its page. `link` is stored nowhere; it ends with the page."""

    opd: Opd
    link: str
    token_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationSheet:
    """One page."""

    to: str
    link: str
    """What the QR leads to."""
    typed: str
    """The same as it is typed: a browser needs no "https://"."""
    until: str
    how: tuple[str, str, str]
    """How to come in, a sentence each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationsContent:
    """All pages of one making, and what is stored in the moment in which they are made."""

    stamp: Stamp
    """Nothing of it can be checked: the one code on each page is the invitation."""
    head: Letterhead
    title: str
    sheets: tuple[InvitationSheet, ...]
    doors: tuple[Door, ...]
    replaced: tuple[int, ...]
    """The numbers of the open invitations that these take the place of."""
    by: int | None
    """Who invites; None: it was the command line."""
    at: datetime
    expires_at: datetime


def invitations_of(
    doors: Iterable[Door],
    office: Office,
    head: Letterhead,
    *,
    replaced: Iterable[int] = (),
    by: int | None,
    at: datetime,
    expires_at: datetime,
) -> InvitationsContent:
    """Return the pages of these invitations, by the name of the OPD."""
    made = tuple(sorted(doors, key=lambda one: (one.opd.name.casefold(), one.opd.code)))
    return InvitationsContent(
        stamp=Stamp(as_of=at, final=False),
        head=head,
        title=TITLE,
        sheets=tuple(_sheet(one, office, expires_at) for one in made),
        doors=made,
        replaced=tuple(replaced),
        by=by,
        at=at,
        expires_at=expires_at,
    )


def _sheet(door: Door, office: Office, until: datetime) -> InvitationSheet:
    return InvitationSheet(
        to=door.opd.name,
        link=door.link,
        typed=door.link.removeprefix("https://"),
        until=f"Berlaku sampai {format_instant(until)}, untuk satu orang.",
        how=(
            "Pindai kode di atas dengan kamera HP, atau ketik tautan di bawahnya di peramban.",
            "Telegram terbuka; tekan Mulai, dan Bapak/Ibu tercatat sebagai operator Perangkat Daerah ini.",
            f"Bila sudah terpakai atau lewat waktunya, mintalah lembar baru kepada {office.unit}.",
        ),
    )


def said_by(content: InvitationsContent) -> tuple[Said, ...]:
    """Return for how many OPD it was, and never how anybody comes in."""
    count = len(content.sheets)
    return (Said("undangan", str(count), f"Lembar undangan untuk {count} Perangkat Daerah"),)
