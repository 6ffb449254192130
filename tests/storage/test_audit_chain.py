"""The chain shows what was changed past the program."""

from dataclasses import replace
from itertools import accumulate

import pytest

from domain.people.person import Grant, Role
from storage.audit_chain import EMPTY, chained, end_of, first_break
from storage.ports import AuditEntry, Head, Storage
from storage.ports.audit import Note
from storage.sql.unit_of_work import Database
from tests.storage.databases import run
from tests.storage.samples import LATER, NOW, someone


def chain(length: int) -> list[AuditEntry]:
    notes = [
        Note(at=NOW, by=7, kind="year.set", subject="2026 target.sakip", before="null", after=str(number))
        for number in range(length)
    ]
    links = accumulate(
        notes, lambda last, note: chained(note, end_of(last)), initial=chained(notes[0], EMPTY)
    )
    return list(links)[:length]


def test_a_whole_chain_has_no_break() -> None:
    assert first_break([]) is None
    assert first_break(chain(5)) is None
    assert first_break(chain(5)[2:], end_of(chain(5)[1])) is None


@pytest.mark.parametrize(
    "change",
    [
        {"at": LATER},
        {"by": 8},
        {"by": None},
        {"kind": "year.closed"},
        {"subject": "2025 target.sakip"},
        {"before": '"1"'},
        {"after": '"1"'},
        {"hash": "0" * 64},
    ],
)
def test_no_part_of_an_entry_can_be_changed(change: dict[str, object]) -> None:
    entries = chain(5)
    entries[2] = replace(entries[2], **change)  # type: ignore[arg-type] # each of them fits its field
    assert first_break(entries) == 3


def test_words_moved_from_one_part_to_the_next_are_another_entry() -> None:
    one = Note(at=NOW, by=1, kind="a", subject="b c", before="", after="")
    assert chained(one, EMPTY).hash != chained(replace(one, kind="a b", subject="c"), EMPTY).hash


def test_what_is_missing_or_doubled_or_moved_is_named() -> None:
    first, second, third, fourth = chain(4)
    assert first_break([first, third, fourth]) == 2
    assert first_break([second, third]) == 1
    assert first_break([first, second, second, third]) == 2
    assert first_break([first, third, second]) == 2
    assert first_break([replace(first, id=-1), first]) == -1


def test_an_entry_made_anew_breaks_the_next() -> None:
    first, second, third = chain(3)
    forged = chained(replace(second, after="85"), end_of(first))
    assert first_break([first, forged, third]) == 3


async def fill(storage: Storage) -> None:
    """Store five entries in two units: two people, two targets, a role."""
    async with storage.uow() as uow:
        first, _ = await someone(uow, 1), await someone(uow, 2)
        await uow.years.set(2026, "target.sakip", "75", by=first.id, at=NOW)
        await uow.commit()
    async with storage.uow() as uow:
        await uow.years.set(2026, "target.sakip", "80", by=first.id, at=LATER)
        await uow.people.grant(first.id, Grant(Role.ADMIN), by=None, at=LATER)
        await uow.commit()


COPIED = (
    "INSERT INTO audit SELECT id {} 5, at, by_person, kind, subject, before, after, hash, rows, secret"
    " FROM audit"
)


async def unlock(url: str) -> None:
    """Take away what keeps the audit trail from being changed, as somebody with all rights could."""
    if url.startswith("sqlite"):
        for change in ("update", "delete"):
            await run(url, f"DROP TRIGGER audit_no_{change}")
    else:
        await run(url, "ALTER TABLE audit DISABLE TRIGGER USER")


async def test_what_was_only_added_to_is_whole(storage: Storage) -> None:
    async with storage.uow() as uow:
        assert await uow.audit.first_broken() is None
    await fill(storage)
    async with storage.uow() as uow:
        assert await uow.audit.first_broken() is None


@pytest.mark.parametrize(
    ("tamper", "broken"),
    [
        ("UPDATE audit SET after = replace(after, '75', '85') WHERE id = 3", 3),
        ("UPDATE audit SET by_person = 2 WHERE id = 4", 4),
        ("UPDATE audit SET by_person = 2 WHERE by_person IS NULL AND id = 5", 5),
        ("UPDATE audit SET hash = 'ab' WHERE id = 2", 2),
        ("UPDATE audit SET rows = replace(rows, 'year', 'yaer') WHERE id = 3", 3),
        ("UPDATE audit SET secret = 'ab' WHERE id = 2", 2),
        ("UPDATE audit SET id = 6 WHERE id = 5", 5),
        ("DELETE FROM audit WHERE id = 1", 1),
        ("DELETE FROM audit WHERE id = 3", 3),
        (
            COPIED.format("+"),
            6,
        ),
        (
            COPIED.format("-"),
            -4,
        ),
    ],
)
async def test_what_was_tampered_with_is_named(
    database: Database, url: str, monkeypatch: pytest.MonkeyPatch, tamper: str, broken: int
) -> None:
    monkeypatch.setattr("storage.sql.audit._BATCH", 2)
    await fill(database)
    async with database.uow() as uow:
        assert await uow.audit.first_broken() is None
    await unlock(url)
    await run(url, tamper)
    async with database.uow() as uow:
        assert await uow.audit.first_broken() == broken


def test_a_head_is_read_as_it_was_written_whole_or_short() -> None:
    head = end_of(chain(3)[-1])
    assert Head.read(f" {str(head).upper()}\n") == head
    assert Head.read(head.short) == Head(3, head.hash[:20])


@pytest.mark.parametrize("written", ["", "3", "3:", "3:0f", f"{'0' * 64}", f"x:{'0' * 64}", f"3:{'0' * 65}"])
def test_what_is_no_head_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="a head is a number"):
        Head.read(written)
