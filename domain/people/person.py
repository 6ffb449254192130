"""Who may do what: roles, what they are bound to, and the questions a handler asks about them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

NAMELESS = "(tanpa nama)"
"""What somebody is called whose name was taken out."""


class Role(StrEnum):
    OPERATOR = "operator"
    VERIFIKATOR = "verifikator"
    PIMPINAN = "pimpinan"
    ADMIN = "admin"


class Unreachable(StrEnum):
    """Why the bot's messages do not reach somebody."""

    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    NEVER_STARTED = "never_started"


class SubBagian(StrEnum):
    """The three sub-divisions of the Bagian Organisasi; each owns indicators (see `domain.indicators`)."""

    KELEMBAGAAN = "kelembagaan"
    TATALAKSANA = "tatalaksana"
    ANJAB = "anjab"

    @property
    def full_name(self) -> str:
        """The name as the IKU form writes it."""
        return _SUB_BAGIAN_NAMES[self]

    @property
    def short_name(self) -> str:
        """What it is called on a key."""
        return _SHORT_NAMES[self]


_SUB_BAGIAN_NAMES = {
    SubBagian.KELEMBAGAAN: "Sub Bagian Kelembagaan dan Kinerja",
    SubBagian.TATALAKSANA: "Sub Bagian Tatalaksana dan Pelayanan Publik",
    SubBagian.ANJAB: "Sub Bagian Analisis Jabatan dan Kepegawaian",
}

_SHORT_NAMES = {
    SubBagian.KELEMBAGAAN: "Kelembagaan",
    SubBagian.TATALAKSANA: "Tatalaksana",
    SubBagian.ANJAB: "Analisis jabatan",
}

SEE_EVERYTHING = frozenset({Role.VERIFIKATOR, Role.PIMPINAN, Role.ADMIN})


@dataclass(frozen=True, slots=True)
class Grant:
    """One role of one person. `unit` is the OPD's code for an operator, the Sub Bagian for a verifikator."""

    role: Role
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    telegram_id: int
    name: str
    grants: frozenset[Grant] = frozenset()
    unreachable: Unreachable | None = None
    """Why the last message did not arrive; None since one has, or since the person wrote."""
    unreachable_since: datetime | None = None

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(grant.role for grant in self.grants)

    @property
    def is_nameless(self) -> bool:
        """Whether name and account were taken out: nobody can be told anything, or be given a role."""
        return self.name == NAMELESS and self.telegram_id == -self.id

    @property
    def opds(self) -> tuple[str, ...]:
        """The codes of the OPD this person reports for, in a stable order."""
        return tuple(sorted(grant.unit for grant in self.grants if grant.role is Role.OPERATOR))

    @property
    def sub_bagian(self) -> tuple[SubBagian, ...]:
        return tuple(SubBagian(g.unit) for g in sorted(self.grants, key=str) if g.role is Role.VERIFIKATOR)

    @property
    def sees_everything(self) -> bool:
        """Whether every OPD's figures and names may be shown; an operator sees totals and the own OPD."""
        return not self.roles.isdisjoint(SEE_EVERYTHING)

    def may_report_for(self, opd: str) -> bool:
        return Grant(Role.OPERATOR, opd) in self.grants

    def may_see(self, opd: str) -> bool:
        return self.sees_everything or self.may_report_for(opd)


def operators_of(people: Iterable[Person], opd: str) -> tuple[Person, ...]:
    """Return who reports for that OPD, in the given order."""
    return tuple(person for person in people if person.may_report_for(opd))
