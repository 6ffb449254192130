"""Every change leaves an entry: who, when, about what, before and after."""

import json
from dataclasses import replace
from datetime import date

import pytest

from domain.people.person import Grant, Role
from domain.reports.events import EventKind
from domain.units.opd import Opd
from storage.ports import AlreadyApplied, AuditEntry, AuditSearch, Head, Stale, Storage, UnitOfWork
from tests.storage.samples import LATER, NOW, file_of, someone, started, submission

HEALTH = Opd("DINKES", "Dinas Kesehatan", "dinas", date(2020, 1, 1))
OPERATOR = Grant(Role.OPERATOR, "DINKES")


async def newest(uow: UnitOfWork) -> AuditEntry:
    return (await uow.audit.entries(limit=1))[0]


def told(entry: AuditEntry) -> tuple[str, str, object, object]:
    return entry.kind, entry.subject, json.loads(entry.before), json.loads(entry.after)


async def set_targets(uow: UnitOfWork, *values: str) -> None:
    for value in values:
        await uow.years.set(2026, "target.sakip", value, by=None, at=NOW)


async def test_a_submission_and_what_was_decided_about_it(storage: Storage) -> None:
    async with storage.uow() as uow:
        operator, verifier = await someone(uow, 1), await someone(uow, 2)
        draft = await started(uow, operator)
        files = tuple([(await uow.evidence.add(file_of(draft, unique_id=name))).id for name in "ab"])
        sent = await uow.reports.append(submission(operator, draft=draft.id, draft_version=1, files=files))
        first = await newest(uow)
        await uow.reports.append(submission(operator, opd="DIKBUD"))
        returned = await uow.reports.append(
            submission(
                verifier,
                kind=EventKind.RETURNED,
                at=LATER,
                answers={},
                about=sent.id,
                reason="Bukti buram",
                fields=("bukti",),
            )
        )
        second = await newest(uow)
    submitted = {
        "id": sent.id,
        "kind": "submitted",
        "answers": {"predikat": "BB"},
        "draft": draft.id,
        "files": list(files),
        "ticket": sent.ticket,
    }
    decided = {
        "id": returned.id,
        "kind": "returned",
        "about": sent.id,
        "reason": "Bukti buram",
        "fields": ["bukti"],
    }
    assert told(first) == ("report.submitted", "DINKES/sakip/2026", None, submitted)
    assert (first.by, first.at) == (operator.id, NOW)
    assert told(second) == ("report.returned", "DINKES/sakip/2026", submitted, decided)
    assert (second.by, second.at) == (verifier.id, LATER)


async def test_people_and_their_roles(storage: Storage) -> None:
    async with storage.uow() as uow:
        admin = await uow.people.add(1, "Sri", NOW)
        added = await newest(uow)
        person = await someone(uow, 2)
        await uow.people.grant(person.id, OPERATOR, by=admin.id, at=NOW)
        granted = await newest(uow)
        await uow.people.end(person.id, OPERATOR, by=admin.id, at=LATER)
        ended = await newest(uow)
    role = {"role": "operator", "unit": "DINKES"}
    assert told(added) == ("person.added", f"person {admin.id}", None, {"name": "Sri", "telegram_id": 1})
    assert told(granted) == ("role.granted", f"person {person.id}", None, role)
    assert told(ended) == ("role.ended", f"person {person.id}", role, None)
    assert (ended.by, ended.at) == (admin.id, LATER)


async def test_a_role_that_was_there_already_or_never_was_leaves_no_entry(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        for change in (uow.people.end, uow.people.grant, uow.people.grant, uow.people.end, uow.people.end):
            await change(person.id, OPERATOR, by=None, at=NOW)
        entries = await uow.audit.entries(search=AuditSearch(text="role."))
    assert [entry.kind for entry in entries] == ["role.ended", "role.granted"]


async def test_invitations_without_a_trace_of_the_token(storage: Storage) -> None:
    async with storage.uow() as uow:
        admin, guest = await someone(uow, 1), await someone(uow, 2)
        first, second = [
            await uow.invitations.add(token, OPERATOR, by=admin.id, at=NOW, expires_at=LATER)
            for token in ("a1b2c3", "d4e5f6")
        ]
        await uow.invitations.use(first.id, guest.id, NOW)
        await uow.invitations.revoke(second.id, by=admin.id, at=LATER)
        revoked, used, _, added = await uow.audit.entries(search=AuditSearch(text="invitation."))
        assert await uow.audit.entries(search=AuditSearch(text="a1b2c3")) == []
    role = {"role": "operator", "unit": "DINKES"}
    offered = {**role, "expires_at": LATER.isoformat()}
    assert told(added) == ("invitation.added", f"invitation {first.id}", None, offered)
    used_by = {**role, "used_by": guest.id}
    assert told(used) == ("invitation.used", f"invitation {first.id}", role, used_by)
    assert told(revoked) == ("invitation.revoked", f"invitation {second.id}", role, None)
    assert (added.by, used.by, revoked.by) == (admin.id, guest.id, admin.id)


async def test_the_versions_of_an_opd(storage: Storage) -> None:
    closed = replace(
        HEALTH,
        short="Dinkes",
        valid_to=date(2026, 6, 30),
        decree="Perwali 12/2026",
        merged_into="DIKBUD",
    )
    async with storage.uow() as uow:
        for version in (HEALTH, HEALTH, closed):
            await uow.opds.record(version, by=None, at=NOW)
        second, first = await uow.audit.entries()
    was = {
        "name": "Dinas Kesehatan",
        "short": "",
        "kind": "dinas",
        "valid_from": "2020-01-01",
        "valid_to": None,
        "decree": "",
        "merged_into": "",
    }
    becomes = {
        **was,
        "short": "Dinkes",
        "valid_to": "2026-06-30",
        "decree": "Perwali 12/2026",
        "merged_into": "DIKBUD",
    }
    assert told(first) == ("opd.recorded", "opd DINKES", None, was)
    assert told(second) == ("opd.recorded", "opd DINKES", was, becomes)


async def test_the_settings_of_a_year(storage: Storage) -> None:
    async with storage.uow() as uow:
        await uow.years.set(2025, "target.sakip", "60", by=None, at=NOW)
        await set_targets(uow, "75")
        await uow.years.set(2026, "target.ikm", "90", by=None, at=NOW)
        await uow.years.set(2026, "target.sakip", "80", by=None, at=LATER, legal_basis="Perwali 1/2026")
        entry = await newest(uow)
    was, becomes = {"value": "75", "legal_basis": ""}, {"value": "80", "legal_basis": "Perwali 1/2026"}
    assert told(entry) == ("year.set", "2026 target.sakip", was, becomes)


async def test_the_files_that_were_opened(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        file = await uow.evidence.add(file_of(await started(uow, person)))
        await uow.evidence.note_opened(file.id, by=person.id, at=LATER)
        entry = await newest(uow)
    said = {"name": file.name, "opd": "DINKES", "sha256": ""}
    assert told(entry) == ("evidence.opened", f"file {file.id}", None, said)
    assert (entry.by, entry.at) == (person.id, LATER)


async def test_before_and_after_have_one_spelling(storage: Storage) -> None:
    async with storage.uow() as uow:
        await uow.years.set(2026, "basis.ikm", "Perwali ½ – “baru”", by=None, at=NOW)
        entry = await newest(uow)
    assert entry.before == "null"
    assert entry.after == '{"legal_basis":"","value":"Perwali ½ – “baru”"}'


async def test_half_of_a_letter_is_kept_as_what_stands_for_it(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        await uow.reports.append(submission(person, answers={"catatan": "\ud83d"}))
        await uow.commit()
    async with storage.uow() as uow:
        assert json.loads((await newest(uow)).after)["answers"] == {"catatan": "\ufffd"}
        assert await uow.audit.first_broken() is None


async def test_entries_are_numbered_and_come_newest_first_in_pages(storage: Storage) -> None:
    async with storage.uow() as uow:
        await set_targets(uow, "71", "72", "73", "74", "75")
        await uow.commit()
    async with storage.uow() as uow:
        page = await uow.audit.entries(limit=2)
        following = await uow.audit.entries(before=page[-1].id, limit=2)
        assert [entry.id for entry in (*page, *following)] == [5, 4, 3, 2]
        assert await uow.audit.entries(before=1) == []


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("YEAR.SET", {1}),
        ("dinkes", {2, 3}),
        ("kesehatan", {2, 3}),
        ("keluarga", {3}),
        ("75%", {1}),
        ("7_", set()),
        ("%", {1}),
        ("", {1, 2, 3}),
    ],
)
async def test_entries_are_found_by_any_of_their_words(
    storage: Storage, search: str, found: set[int]
) -> None:
    async with storage.uow() as uow:
        await uow.years.set(2026, "basis.ikm", "paling sedikit 75%", by=None, at=NOW)
        await uow.opds.record(HEALTH, by=None, at=NOW)
        await uow.opds.record(replace(HEALTH, name="Dinas Kesehatan dan Keluarga"), by=None, at=NOW)
        sought = AuditSearch(text=search) if search else None
        assert {entry.id for entry in await uow.audit.entries(search=sought)} == found


async def test_a_search_may_mean_a_thousand_people(storage: Storage) -> None:
    async with storage.uow() as uow:
        await set_targets(uow, "60")
        everybody = frozenset(f"person {number}" for number in range(2000))
        assert await uow.audit.entries(search=AuditSearch(subjects=everybody)) == []
        only = AuditSearch(subjects=everybody | {"2026 target.sakip"})
        assert [entry.subject for entry in await uow.audit.entries(search=only)] == ["2026 target.sakip"]


async def test_what_is_not_stored_leaves_no_entry_and_no_gap(storage: Storage) -> None:
    async with storage.uow() as uow:
        await set_targets(uow, "60")
        assert len(await uow.audit.entries()) == 1
    async with storage.uow(7) as uow:
        await set_targets(uow, "75")
        await uow.commit()
    async with storage.uow(7) as uow:
        await set_targets(uow, "80")
        with pytest.raises(AlreadyApplied):
            await uow.commit()
        await set_targets(uow, "85")
    async with storage.uow() as uow:
        person = await someone(uow)
        with pytest.raises(Stale):
            await uow.people.add(person.telegram_id, "Kembar", NOW)
        await uow.commit()
    async with storage.uow() as uow:
        entries = await uow.audit.entries()
        assert [(entry.id, entry.kind) for entry in entries] == [(2, "person.added"), (1, "year.set")]
        assert await uow.audit.first_broken() is None


async def test_what_is_about_something_comes_with_the_hash_before_it(storage: Storage) -> None:
    async with storage.uow() as uow:
        await set_targets(uow, "70", "75", "80")
        await uow.years.set(2026, "target.ikm", "90", by=None, at=NOW)
        everything = sorted(await uow.audit.entries(limit=99), key=lambda entry: entry.id)
        subject = everything[-1].subject
        about = await uow.audit.about({subject, "nothing like it"})
        everybody = await uow.audit.about({entry.subject for entry in everything})
        assert await uow.audit.about(()) == []
    assert [link.entry for link in about] == [one for one in everything if one.subject == subject]
    assert [link.entry for link in everybody] == everything
    assert [link.previous for link in everybody] == ["", *(entry.hash for entry in everything[:-1])]
    said = json.loads(everybody[-1].line())
    assert (said["hash"], said["previous"]) == (everything[-1].hash, everything[-2].hash)
    assert said["at"].endswith("+00:00")


async def test_the_head_is_the_newest_entry(storage: Storage) -> None:
    async with storage.uow() as uow:
        assert await uow.audit.head() == Head()
        await set_targets(uow, "71", "72")
        entry = await newest(uow)
        assert await uow.audit.head() == Head(entry.id, entry.hash)


async def test_the_trail_still_says_what_it_said_at_a_head(storage: Storage) -> None:
    async with storage.uow() as uow:
        await set_targets(uow, "71", "72", "73")
        head = await uow.audit.head()
        await set_targets(uow, "74")
        assert await uow.audit.holds(head)
        assert await uow.audit.holds(Head.read(head.short))
        assert not await uow.audit.holds(Head(head.id - 1, head.hash))
        assert not await uow.audit.holds(Head(head.id + 2, head.hash))
