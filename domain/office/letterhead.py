"""The head of a letter and the signature below it, as lines: who draws a document only lays them out."""

from dataclasses import dataclass
from datetime import date

from domain.language.dates import format_day
from domain.office.office import HEAD, Lines, Office

NOBODY = "." * 40
"""Stands for the name where nobody is known to sign: it is written by hand then, never invented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The kop. Source of the order: Permendagri 1/2023 (lambang, pemerintah, perangkat daerah, alamat)."""

    government: str
    """In capitals, above."""
    office: Lines
    """In capitals, from the larger to the smaller: "SEKRETARIAT DAERAH", "BAGIAN ORGANISASI"."""
    address: Lines
    """As it was written."""
    logo: bytes = b""
    """A PNG; empty where there is none, or where its bytes are lost."""

    @property
    def lines(self) -> Lines:
        """All of it in order."""
        return (self.government, *self.office, *self.address)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureBlock:
    """What stands below a document, where the hand signs."""

    place_and_day: str
    """ "Sumedang, 30 Juni 2026"; the day alone where no place is set."""
    title: str
    name: str
    """NOBODY where nobody is known."""
    rank: str = ""
    nip: str = ""
    """ "NIP 19700101 199503 1 001"; "" where there is none."""

    @property
    def is_signed(self) -> bool:
        """Whether somebody is known to sign."""
        return self.name != NOBODY

    @property
    def above(self) -> Lines:
        """What stands above the signature."""
        return (self.place_and_day, f"{self.title},")

    @property
    def below(self) -> Lines:
        """What stands below it."""
        return tuple(filter(None, (self.name, self.rank, self.nip)))

    @property
    def lines(self) -> Lines:
        """All of it in order; the signature goes between the title and the name."""
        return self.above + self.below


def letterhead_of(office: Office, logo: bytes = b"") -> Letterhead:
    """Return the kop of an office; `logo` are the bytes that its `logo` names, where they were found."""
    names = tuple(name.upper() for name in (office.parent, office.unit) if name)
    return Letterhead(government=office.government.upper(), office=names, address=office.address, logo=logo)


def signature_of(office: Office, day: date, post: str = HEAD) -> SignatureBlock:
    """Return the signature below a document of that day: of whoever held the post then."""
    signs = office.signatory_at(day, post)
    place_and_day = ", ".join(filter(None, (office.place, format_day(day))))
    if signs is None:
        return SignatureBlock(place_and_day=place_and_day, title=office.title(post), name=NOBODY, nip="NIP")
    nip = f"NIP {signs.nip}" if signs.nip else ""
    return SignatureBlock(
        place_and_day=place_and_day, title=signs.title, name=signs.name, rank=signs.rank, nip=nip
    )
