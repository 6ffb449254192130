from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from domain.indicators import by_key
from domain.reports.events import EventKind
from storage.ports import AuditSearch, NotFound, Stale, Storage
from storage.sql.unit_of_work import Database, open_storage
from tests.storage.samples import IKM, KELEMBAGAAN, LATER, NOW, clock, file_of, someone, started, submission


async def test_a_submission_is_kept_whole_and_gets_a_ticket(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        draft = await started(uow, person)
        files = [await uow.evidence.add(file_of(draft, unique_id=name)) for name in "ab"]
        event = submission(
            person,
            answers={"predikat": "BB", "catatan": "Nilai ½ – “sementara”"},
            draft=draft.id,
            draft_version=draft.version,
            files=(files[1].id, files[0].id),
        )
        stored = await uow.reports.append(event)
        await uow.commit()
    expected = submission(
        person,
        id=stored.id,
        ticket=by_key(event.indicator).ticket(2026, stored.id),
        answers=event.answers,
        draft=draft.id,
        draft_version=draft.version,
        files=event.files,
    )
    assert stored == expected
    async with storage.uow() as uow:
        assert await uow.reports.get(stored.id) == expected
        assert await uow.reports.events() == [expected]


async def test_a_decision_says_what_it_is_about_and_has_no_ticket(storage: Storage) -> None:
    async with storage.uow() as uow:
        operator, verifier = await someone(uow, 1), await someone(uow, 2)
        sent = await uow.reports.append(submission(operator))
        decision = submission(
            verifier,
            kind=EventKind.RETURNED,
            at=LATER,
            answers={},
            about=sent.id,
            reason="Bukti tidak terbaca",
            fields=("bukti", "nilai"),
        )
        returned = await uow.reports.append(decision)
        await uow.commit()
    assert (returned.about, returned.ticket) == (sent.id, "")
    assert (returned.reason, returned.fields) == ("Bukti tidak terbaca", ("bukti", "nilai"))
    async with storage.uow() as uow:
        assert await uow.reports.events() == [sent, returned]


async def test_a_decision_can_be_taken_back(storage: Storage) -> None:
    async with storage.uow() as uow:
        operator, verifier = await someone(uow, 1), await someone(uow, 2)
        sent = await uow.reports.append(submission(operator))
        told = [sent]
        for kind in (EventKind.VERIFIED, EventKind.UNDONE, EventKind.RETURNED, EventKind.UNDONE):
            about = told[-1].id if kind is EventKind.UNDONE else sent.id
            event = submission(verifier, kind=kind, at=LATER, answers={}, about=about)
            told.append(await uow.reports.append(event))
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.reports.events() == told
    verified, undone = told[1], told[2]
    assert (verified.about, undone.about, undone.ticket) == (sent.id, verified.id, "")


@pytest.mark.parametrize("kind", [EventKind.SUBMITTED, EventKind.EXPECTED])
async def test_what_a_report_or_an_expected_month_is_about_comes_back(
    storage: Storage, kind: EventKind
) -> None:
    async with storage.uow() as uow:
        operator = await someone(uow)
        sent = await uow.reports.append(submission(operator))
        event = submission(operator, kind=kind, at=LATER, about=sent.id, reason="salah ketik")
        later = await uow.reports.append(event)
        undone = submission(operator, kind=EventKind.WITHDRAWN, answers={}, at=LATER, about=later.id)
        await uow.reports.append(undone)
        await uow.commit()
    async with storage.uow() as uow:
        told = await uow.reports.events()
    assert [(one.kind, one.about) for one in told] == [
        (EventKind.SUBMITTED, None),
        (kind, sent.id),
        (EventKind.WITHDRAWN, later.id),
    ]


async def test_an_evaluation_is_answer_and_decision_in_one(storage: Storage) -> None:
    async with storage.uow() as uow:
        evaluator = await someone(uow)
        draft = await started(uow, evaluator, KELEMBAGAAN)
        file = await uow.evidence.add(file_of(draft))
        event = submission(
            evaluator,
            kind=EventKind.EVALUATED,
            indicator=KELEMBAGAAN,
            answers={"hasil": "tepat"},
            reason="Perda 3/2026",
            draft=draft.id,
            draft_version=draft.version,
            files=(file.id,),
        )
        stored = await uow.reports.append(event)
        await uow.commit()
    assert stored == replace(event, id=stored.id)
    async with storage.uow() as uow:
        assert await uow.reports.events(indicator=KELEMBAGAAN) == [stored]


async def test_tickets_differ(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        tickets = [(await uow.reports.append(submission(person))).ticket for _ in range(3)]
    assert len(set(tickets)) == 3


async def test_one_version_of_a_draft_is_submitted_once(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        draft = await started(uow, person)
        first = await uow.reports.append(submission(person, draft=draft.id, draft_version=1))
        with pytest.raises(Stale):
            await uow.reports.append(submission(person, draft=draft.id, draft_version=1, at=LATER))
        withdrawn = await uow.reports.append(
            submission(person, kind=EventKind.WITHDRAWN, about=first.id, draft=draft.id, draft_version=1)
        )
        second = await uow.reports.append(submission(person, draft=draft.id, draft_version=3, at=LATER))
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.reports.events() == [first, withdrawn, second]


async def test_events_match_everything_asked_for_in_the_order_they_were_stored(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        first = await uow.reports.append(submission(person, at=NOW))
        beside = await uow.reports.append(submission(person, at=NOW))
        last = await uow.reports.append(submission(person, at=LATER))
        ikm = await uow.reports.append(submission(person, indicator=IKM, at=LATER))
        schools = await uow.reports.append(submission(person, opd="DIKBUD", at=LATER))
        past = await uow.reports.append(submission(person, year=2025, at=NOW - timedelta(days=365)))
        reports = uow.reports
        assert await reports.events() == [first, beside, last, ikm, schools, past]
        assert await reports.events(opd="DINKES", indicator=last.indicator, years=[2026]) == [
            first,
            beside,
            last,
        ]
        assert await reports.events(indicator=IKM) == [ikm]
        assert await reports.events(opd="DIKBUD") == [schools]
        assert await reports.events(years={2025, 2024}) == [past]
        assert await reports.events(years=()) == []
        assert await reports.events(until=NOW) == [first, beside, past]
        assert await reports.events(until=LATER - timedelta(microseconds=1), years=[2026]) == [first, beside]


async def test_a_report_goes_on_from_its_last_instant_when_the_clock_was_set_back(storage: Storage) -> None:
    seven = timedelta(hours=7)
    async with storage.uow() as uow:
        person = await someone(uow)
        sent = await uow.reports.append(submission(person, at=LATER))
        back = await uow.reports.append(
            submission(person, kind=EventKind.WITHDRAWN, answers={}, about=sent.id, at=LATER - seven)
        )
        beside = await uow.reports.append(submission(person, opd="DIKBUD", at=LATER - seven))
        await uow.commit()
    assert (back.at, back.clock) == (LATER, LATER - seven)
    assert (beside.at, beside.clock) == (LATER - seven, None)
    async with storage.uow() as uow:
        assert await uow.reports.events() == [sent, back, beside]
        assert await uow.reports.events(until=NOW) == [beside]
        (noted, *_) = await uow.audit.entries(search=AuditSearch(kinds=frozenset({"report.withdrawn"})))
    assert noted.at == LATER


async def test_an_instant_comes_back_as_the_same_moment_in_utc(storage: Storage) -> None:
    wib = timezone(timedelta(hours=7))
    at = datetime(2026, 1, 1, 6, 59, 59, 999_999, tzinfo=wib)
    async with storage.uow() as uow:
        person = await someone(uow)
        stored = await uow.reports.append(submission(person, at=at))
        assert await uow.reports.events(until=at) == [stored]
        assert await uow.reports.events(until=at - timedelta(microseconds=1)) == []
    assert stored.at == at
    assert stored.at.tzinfo is not None


async def test_an_event_tells_only_of_what_is_there(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        for wrong in ({"by": 9}, {"about": 9}, {"draft": 9}, {"files": (9,)}):
            with pytest.raises(NotFound):
                await uow.reports.append(submission(person, **wrong))
        with pytest.raises(NotFound):
            await uow.reports.get(9)
        assert await uow.reports.events() == []


async def statements_for_events(url: str) -> int:
    """Return how many statements it takes to read every event."""
    storage = open_storage(url, clock)
    async with storage.look() as uow:
        assert await uow.reports.events(years=[2024, 2025, 2026])
    await storage.close()
    return storage.counts.statements


async def test_many_reports_are_read_in_as_many_statements_as_one(url: str, database: Database) -> None:
    async with database.uow() as uow:
        person = await someone(uow)
        file = await uow.evidence.add(file_of(await started(uow, person)))
        await uow.reports.append(submission(person, files=(file.id,)))
        await uow.commit()
        alone = await statements_for_events(url)
        for year in (2024, 2025, 2026):
            for opd in ("DINKES", "DIKBUD", "DISHUB"):
                await uow.reports.append(submission(person, opd=opd, year=year, files=(file.id,)))
        await uow.commit()
    assert await statements_for_events(url) == alone


async def test_events_are_found_by_some_opd_and_by_their_ids(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        health, schools, roads = [
            await uow.reports.append(submission(person, opd=opd)) for opd in ("DINKES", "DIKBUD", "DISHUB")
        ]
        assert await uow.reports.events(opds=["DISHUB", "DINKES"]) == [health, roads]
        assert await uow.reports.events(opds=[]) == []
        assert await uow.reports.several([roads.id, health.id, roads.id + 1]) == [health, roads]
        assert await uow.reports.several([schools.id]) == [schools]
        assert await uow.reports.several([]) == []


async def test_what_was_touched_since_an_instant_is_told_once(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        await uow.reports.append(submission(person))
        await uow.reports.append(submission(person, opd="PUPR", at=LATER))
        await uow.reports.append(submission(person, opd="PUPR", at=LATER))
        await uow.reports.append(submission(person, year=2025, at=LATER + timedelta(seconds=1)))
        await uow.commit()
    both = (2025, 2026)
    async with storage.look() as uow:
        before = await uow.reports.touched_since(NOW - timedelta(seconds=1), both)
        since = await uow.reports.touched_since(NOW, both)
        of_2026 = await uow.reports.touched_since(NOW, [2026])
        late = await uow.reports.touched_since(LATER, both)
        nothing = await uow.reports.touched_since(LATER + timedelta(seconds=1), both)
    key = submission(person).indicator
    one, other = ("DINKES", key), ("PUPR", key)
    assert (before, since, of_2026) == ({one, other}, {one, other}, {other})
    assert (late, nothing) == ({one}, set())
