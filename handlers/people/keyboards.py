"""The keys of `/undang` and `/pengguna`."""

from collections.abc import Mapping, Sequence

from telegram import InlineKeyboardMarkup

from domain.people.person import Grant, Person, Role, SubBagian
from domain.units.opd import Opd
from handlers.joining import WaitingRequests
from handlers.people.buttons import (
    AskEnd,
    AskForget,
    EndRole,
    Forget,
    Give,
    Invitations,
    Invite,
    InviteAll,
    MakeSheets,
    People,
    PickRole,
    PickSheet,
    PickUnit,
    Revoke,
    SearchPeople,
    SearchUnit,
    SettleWish,
    Sheets,
    ShowPerson,
    Uninvited,
)
from handlers.telegram.home import home_key
from handlers.telegram.keys import (
    DANGER,
    PRIMARY,
    SUCCESS,
    Keys,
    below,
    copy,
    half,
    key,
    markup,
    pairs,
    rows,
    short,
)
from handlers.telegram.paging import Page
from storage.ports import Invitation

ROLES = {
    Role.OPERATOR: "Operator OPD",
    Role.VERIFIKATOR: "Verifikator",
    Role.PIMPINAN: "Pimpinan",
    Role.ADMIN: "Admin",
}


def roles(person: int, nonce: int, open_invitations: int, missed: int, asking: int) -> InlineKeyboardMarkup:
    """Return the roles that can be given; those without a unit are given at once.

    `missed` counts the OPD that nobody reports for, which can be invited together; `asking` the strangers
    who wait for an answer.
    """
    keys = [
        key(label, PickUnit(person, role.value, 0))
        if role in (Role.OPERATOR, Role.VERIFIKATOR)
        else key(label, Give(person, role.value, "", nonce))
        for role, label in ROLES.items()
    ]
    if person:
        return markup(*rows(keys), [key("‹ Kembali", ShowPerson(person))])
    return markup(
        *rows(keys),
        [key(f"Permintaan akses ({asking})", WaitingRequests(0), PRIMARY)] if asking else [],
        [key(f"Semua OPD tanpa operator ({missed})", Uninvited())] if missed else [],
        [key(f"Undangan terbuka ({open_invitations})", Invitations(0))] if open_invitations else [],
        [home_key()],
    )


def uninvited(new: int, invited: int, seen: int, nonce: int) -> InlineKeyboardMarkup:
    """Return the keys that make the invitations, each saying how many."""
    both = new + invited
    return markup(
        [key(f"Undang {new} OPD", InviteAll(0, seen, new, nonce), PRIMARY)] if new else [],
        [key(f"Undang ulang {both} OPD", InviteAll(1, seen, both, nonce), DANGER)] if invited else [],
        [key("Cetak lembar undangan", Sheets(0))] if both else [],
        [key("‹ Kembali", Invite())],
    )


def sheets(new: int, invited: int, seen: int) -> InlineKeyboardMarkup:
    """Return the keys that print pages, each saying how many."""
    both = new + invited
    return markup(
        [key(f"Cetak {new} lembar", MakeSheets("", seen, new), PRIMARY)] if new else [],
        [key(f"Ganti & cetak {both} lembar", MakeSheets("ulang", seen, both), DANGER)] if invited else [],
        [key("‹ Kembali", Uninvited())],
    )


def one_sheet(opd: str, invitation: int) -> InlineKeyboardMarkup:
    return markup(
        [key("Ganti & cetak lembarnya", MakeSheets(opd, invitation, 1), DANGER)],
        [key("‹ Undangan terbuka", Invitations(0))],
    )


def pick_sheet(page: Page[Invitation], opds: Mapping[str, Opd]) -> InlineKeyboardMarkup:
    """Return a key for each of the numbered invitations."""
    numbered = enumerate(page.items, page.first)
    names = {one.id: opds[one.grant.unit].short_name for one in page.items if one.grant.unit in opds}
    return markup(
        *pairs(
            [key(half(f"{number} · {names.get(one.id, '')}"), Sheets(one.id)) for number, one in numbered]
        ),
        page.keys(PickSheet),
        [key("‹ Undangan terbuka", Invitations(0))],
    )


def invited_all() -> InlineKeyboardMarkup:
    return markup([key("Undangan terbuka", Invitations(0)), home_key()])


def news_of(person: int) -> InlineKeyboardMarkup:
    """Return the way from a notice, which stays to be read, to the card of the person it tells of."""
    return markup([below("Lihat orangnya", ShowPerson(person))])


def sub_bagian(person: int, nonce: int) -> InlineKeyboardMarkup:
    return markup(
        *(
            [key(one.full_name.removeprefix("Sub Bagian "), _give(person, Role.VERIFIKATOR, one, nonce))]
            for one in SubBagian
        ),
        _back(person),
    )


def units(person: int, nonce: int, opds: Sequence[Opd], turned: Keys) -> InlineKeyboardMarkup:
    """Return a page of OPD, its page keys, and the search."""
    return markup(
        *([key(short(opd.name), _give(person, Role.OPERATOR, opd.code, nonce))] for opd in opds),
        turned,
        [key("Cari nama OPD", SearchUnit(person))],
        _back(person),
    )


def _give(person: int, role: Role, unit: str, nonce: int) -> Give:
    return Give(person, role.value, unit, nonce)


def _back(person: int) -> Keys:
    return [key("‹ Kembali", PickRole(person))]


def link(address: str) -> InlineKeyboardMarkup:
    return markup([copy("Salin tautan", address)])


def invited(invitation: Invitation) -> InlineKeyboardMarkup:
    return markup(
        [key("Cabut undangan ini", Revoke(invitation.id), DANGER), *_sheet(invitation)],
        [key("Undang lagi", Invite(), PRIMARY), key("Undangan terbuka", Invitations(0))],
    )


def _sheet(invitation: Invitation) -> Keys:
    """Return the way to a page to be printed; only operators are invited by one."""
    return [key("Cetak lembar", Sheets(invitation.id))] if invitation.grant.role is Role.OPERATOR else []


def wish(wished: Invitation) -> InlineKeyboardMarkup:
    return markup(
        [key("Setujui", SettleWish(wished.id, 1), SUCCESS), key("Tolak", SettleWish(wished.id, 0), DANGER)]
    )


def wished() -> InlineKeyboardMarkup:
    return markup([key("‹ Semua pengguna", People(0))])


def invitations(page: Page[Invitation]) -> InlineKeyboardMarkup:
    """Return a key to revoke each of the numbered invitations."""
    numbered = enumerate(page.items, page.first)
    printing = [key("Cetak lembar", PickSheet(0))] if page.items else []
    return markup(
        *rows([key(f"Cabut {number}", Revoke(one.id), DANGER) for number, one in numbered]),
        page.keys(Invitations),
        [key("Undang orang", Invite(), PRIMARY), *printing],
    )


def people(listed: Sequence[Person], turned: Keys, *, searched: bool = False) -> InlineKeyboardMarkup:
    return markup(
        *pairs([key(half(person.name), ShowPerson(person.id)) for person in listed]),
        turned,
        [key("‹ Semua pengguna", People(0))] if searched else [],
        [key("Cari", SearchPeople()), key("Undang", Invite()), home_key()],
    )


def person(
    shown: Person, grants: Sequence[tuple[Grant, str]], turned: Keys, *, may_be_forgotten: bool
) -> InlineKeyboardMarkup:
    """Return a key to end each role; each comes with its words."""
    return markup(
        *(
            [key(short(f"Akhiri {label}"), AskEnd(shown.id, grant.role.value, grant.unit))]
            for grant, label in grants
        ),
        turned,
        [] if shown.is_nameless else [key("Tambah peran", PickRole(shown.id), PRIMARY)],
        [key("Hapus nama", AskForget(shown.id), DANGER)] if may_be_forgotten else [],
        [key("‹ Semua pengguna", People(0)), home_key()],
    )


def ask_forget(shown: Person) -> InlineKeyboardMarkup:
    return markup(
        [key("Ya, hapus nama", Forget(shown.id), DANGER)],
        [key("‹ Tidak jadi", ShowPerson(shown.id))],
    )


def forgotten() -> InlineKeyboardMarkup:
    return markup([key("‹ Semua pengguna", People(0)), home_key()])


def ask_end(shown: Person, grant: Grant) -> InlineKeyboardMarkup:
    return markup(
        [key("Ya, akhiri", EndRole(shown.id, grant.role.value, grant.unit), DANGER)],
        [key("‹ Tidak jadi", ShowPerson(shown.id))],
    )
