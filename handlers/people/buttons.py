"""The buttons of `/undang` and `/pengguna`. Where a person is asked for, 0 is somebody yet to be invited."""

from handlers.telegram.buttons import Button


class Invite(Button, prefix="pi"):
    """The beginning of `/undang`."""


class PickRole(Button, prefix="pr"):
    person: int


class PickUnit(Button, prefix="pu"):
    """The OPD or Sub Bagian that a role is bound to."""

    person: int
    role: str
    page: int


class SearchUnit(Button, prefix="ps"):
    person: int


class FoundUnits(Button, prefix="pf"):
    """A page of what a search has found; what was looked for is in its draft."""

    draft: int
    page: int


class Uninvited(Button, prefix="pa"):
    """The OPD that nobody reports for, to be invited at once."""


class InviteAll(Button, prefix="pb"):
    """An invitation for each of them: those without an open one, or (`again`) all, in place of the old ones.

    `seen` is the newest open invitation that the list knew of, `count` how many OPD it promised.
    """

    again: int
    seen: int
    count: int
    nonce: int


class Sheets(Button, prefix="ph"):
    """What would be printed: a page for each OPD that nobody reports for (0), or for one open invitation."""

    invitation: int


class PickSheet(Button, prefix="pv"):
    """The open invitations of operators, one of which gets a page."""

    page: int


class MakeSheets(Button, prefix="pj"):
    """Print it: `what` and `seen` as `handlers.people.sheets`, `count` how many pages were promised."""

    what: str
    seen: int
    count: int


class Give(Button, prefix="pg"):
    """A role for that person, or an invitation. `nonce` makes every list's invitation another one."""

    person: int
    role: str
    unit: str
    nonce: int


class Invitations(Button, prefix="po"):
    """The invitations that can still be used."""

    page: int


class Revoke(Button, prefix="px"):
    invitation: int


class SettleWish(Button, prefix="pw"):
    """Agree (1) or refuse (0) that an admin gets a role they have asked for by this invitation."""

    invitation: int
    agreed: int


class People(Button, prefix="pl"):
    """The roster."""

    page: int


class ShowPerson(Button, prefix="pc"):
    person: int


class PersonRoles(Button, prefix="pp"):
    """A page of the roles of somebody who has many."""

    person: int
    page: int


class AskEnd(Button, prefix="pe"):
    """End a role: asked first."""

    person: int
    role: str
    unit: str


class EndRole(Button, prefix="pz"):
    person: int
    role: str
    unit: str


class AskForget(Button, prefix="pk"):
    """Take a person's name out: asked first."""

    person: int


class Forget(Button, prefix="pm"):
    person: int


class SearchPeople(Button, prefix="pq"):
    """Ask for part of a name."""


class FoundPeople(Button, prefix="pn"):
    draft: int
    page: int
