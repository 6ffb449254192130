"""Of what `/belum` lists the OPD: of all that one Sub Bagian verifies, or of one report or evaluation."""

from dataclasses import dataclass

from domain.indicators import INDICATORS, Indicator, find
from domain.people.person import SubBagian
from storage.ports import Stale

_ONE = "i."
"""Begins the name of a scope of one indicator: some are called as a Sub Bagian is."""


@dataclass(frozen=True, slots=True)
class Scope:
    """`only` None: everything that the Sub Bagian verifies or evaluates."""

    sub_bagian: SubBagian
    only: Indicator | None = None

    @property
    def packed(self) -> str:
        """Return its name in a button; `scope_of` reads it."""
        return f"{_ONE}{self.only.key}" if self.only is not None else self.sub_bagian.value

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Return what is told, in the order of the form."""
        if self.only is not None:
            return (self.only,)
        return tuple(one for one in INDICATORS if one.owner is self.sub_bagian)

    @property
    def listed(self) -> tuple[Indicator, ...]:
        """Return of which the OPD are listed: what OPD report comes before what is evaluated."""
        reports = tuple(one for one in self.indicators if one.reported_by_operator)
        return reports or self.indicators


def scope_of(packed: str) -> Scope:
    """Return the scope of that name. Raises Stale for a name that no scope has."""
    if packed in set(SubBagian):
        return Scope(SubBagian(packed))
    indicator = find(packed.removeprefix(_ONE)) if packed.startswith(_ONE) else None
    if indicator is None:
        raise Stale(f"a button of {packed}")
    return Scope(indicator.owner, indicator)
