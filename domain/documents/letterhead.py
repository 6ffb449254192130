"""The head of a page: whose letter it is."""

from dataclasses import dataclass

from domain.office.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The kop. `logo` are the picture's bytes, None without one."""

    government: str
    parent: str
    """What the unit is part of; "" where it stands by itself."""
    unit: str
    address: tuple[str, ...]
    logo: bytes | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands in capitals, the unit last."""
        return tuple(line.upper() for line in (self.government, self.parent, self.unit) if line)


def letterhead_of(office: Office, logo: bytes | None = None) -> Letterhead:
    """Return the head of this office's letters. `logo` are the bytes of the picture that it names."""
    return Letterhead(
        government=office.government,
        parent=office.parent,
        unit=office.unit,
        address=office.address,
        logo=logo or None,
    )
