"""The buttons of `/undang` and `/pengguna`. Where a person is asked for, 0 is somebody yet to be invited."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.telegram.buttons import Button


@dataclass(frozen=True, slots=True)
class Invite(Button):
    """The beginning of `/undang`."""

    prefix: ClassVar[str] = "pi"


@dataclass(frozen=True, slots=True)
class PickRole(Button):
    prefix: ClassVar[str] = "pr"
    person: int


@dataclass(frozen=True, slots=True)
class PickUnit(Button):
    """The OPD or Sub Bagian that a role is bound to."""

    prefix: ClassVar[str] = "pu"
    person: int
    role: str
    page: int


@dataclass(frozen=True, slots=True)
class SearchUnit(Button):
    prefix: ClassVar[str] = "ps"
    person: int


@dataclass(frozen=True, slots=True)
class FoundUnits(Button):
    """A page of what a search has found; what was looked for is in its draft."""

    prefix: ClassVar[str] = "pf"
    draft: int
    page: int


@dataclass(frozen=True, slots=True)
class Give(Button):
    """A role for that person, or an invitation. `nonce` makes every list's invitation another one."""

    prefix: ClassVar[str] = "pg"
    person: int
    role: str
    unit: str
    nonce: int


@dataclass(frozen=True, slots=True)
class Invitations(Button):
    """The invitations that can still be used."""

    prefix: ClassVar[str] = "po"
    page: int


@dataclass(frozen=True, slots=True)
class Revoke(Button):
    prefix: ClassVar[str] = "px"
    invitation: int


@dataclass(frozen=True, slots=True)
class SettleWish(Button):
    """Agree (1) or refuse (0) that an admin gets a role they have asked for by this invitation."""

    prefix: ClassVar[str] = "pw"
    invitation: int
    agreed: int


@dataclass(frozen=True, slots=True)
class People(Button):
    """The roster."""

    prefix: ClassVar[str] = "pl"
    page: int


@dataclass(frozen=True, slots=True)
class ShowPerson(Button):
    prefix: ClassVar[str] = "pc"
    person: int


@dataclass(frozen=True, slots=True)
class AskEnd(Button):
    """End a role: asked first."""

    prefix: ClassVar[str] = "pe"
    person: int
    role: str
    unit: str


@dataclass(frozen=True, slots=True)
class EndRole(Button):
    prefix: ClassVar[str] = "pz"
    person: int
    role: str
    unit: str


@dataclass(frozen=True, slots=True)
class SearchPeople(Button):
    prefix: ClassVar[str] = "pq"


@dataclass(frozen=True, slots=True)
class FoundPeople(Button):
    prefix: ClassVar[str] = "pn"
    draft: int
    page: int
