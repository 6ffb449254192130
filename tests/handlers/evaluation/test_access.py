"""Who may evaluate what, and that no forged or outdated button changes anything."""

import pytest

from domain.people.person import Grant, Role
from tests.town.dialogue import HEALTH, Talker, Town, labels


async def begun(town: Town) -> Talker:
    dewi = await town.reviewer()
    await dewi.says("/evaluasi")
    await dewi.presses("Mulai menilai")
    return dewi


@pytest.mark.parametrize(
    "data",
    [
        "zj:DINKES:2026:0:entah",
        "zj:DINKES:2026:99:tepat",
        "zj:ENTAH:2026:0:tepat",
        "zl:kelembagaan:2026:entah:0",
        "zt:0:0:DINKES:2026:sop",
        "ze:tatalaksana:2026",
        "zo:tatalaksana:2026:DINKES",
        "zo:kelembagaan:2026:ENTAH",
        "zd:ENTAH:2026",
        "zd:DINKES:2024",
        "zx:tatalaksana:2026",
        "ze:kelembagaan:2024",
        "ze:kelembagaan:2027",
        "ze:kelembagaan:0",
        "zl:kelembagaan:2024:belum:0",
        "zo:kelembagaan:2027:DINKES",
        "zx:kelembagaan:2024",
        "zj:DINKES:2027:0:tepat",
        "zd:DINKES:2027",
        "zu:999",
        "zp:999:1:0",
    ],
)
async def test_forged_data_changes_nothing(town: Town, data: str) -> None:
    dewi = await begun(town)
    before = len(town.storage.commits)
    await dewi.forges(data)
    assert await town.events(HEALTH.code) == []
    assert all(not commit.reply for commit in town.storage.commits[before:])


@pytest.mark.parametrize(
    "grant",
    [
        Grant(Role.OPERATOR, HEALTH.code),
        Grant(Role.PIMPINAN),
        Grant(Role.ADMIN),
        Grant(Role.VERIFIKATOR, "tatalaksana"),
        Grant(Role.VERIFIKATOR, "anjab"),
    ],
)
async def test_nobody_else_judges(town: Town, grant: Grant) -> None:
    other = await town.talker(3001, "Orang", grant)
    await other.says("/bantuan")
    for data in ("ze:kelembagaan:2026", "zj:DINKES:2026:0:tepat", "zd:DINKES:2026", "zx:kelembagaan:2026"):
        await other.forges(data)
    assert await town.events(HEALTH.code) == []
    assert await town.held(other) is None


async def test_a_role_that_ended_ends_at_the_next_tap(town: Town) -> None:
    dewi = await begun(town)
    person = await town.person(dewi)
    async with town.storage.uow() as uow:
        await uow.people.end(person.id, Grant(Role.VERIFIKATOR, "kelembagaan"), by=None, at=town.now)
        await uow.people.grant(person.id, Grant(Role.PIMPINAN), by=None, at=town.now)
        await uow.commit()
    await dewi.presses("Tepat")
    assert await town.events(HEALTH.code) == []


async def test_who_evaluates_nothing_is_told_who_does(town: Town) -> None:
    ana = await town.reviewer("anjab", 2005, "Ana")
    assert "tidak mempunyai evaluasi sendiri" in (await ana.says("/evaluasi"))["text"]
    assert "tidak mempunyai evaluasi sendiri" in (await ana.forges("ze::0"))["text"]
    siti = await town.operator()
    assert "bukan untuk peran Anda" in (await siti.says("/evaluasi"))["text"]


async def test_who_evaluates_both_chooses(town: Town) -> None:
    both = (Grant(Role.VERIFIKATOR, "kelembagaan"), Grant(Role.VERIFIKATOR, "tatalaksana"))
    kepala = await town.talker(2007, "Kepala", *both)
    assert labels(await kepala.says("/evaluasi")) == [
        "Tepat tugas dan fungsi 2026 (2)",
        "Ketatalaksanaan 2026 (2)",
        "‹ Beranda",
    ]
    overview = await kepala.presses("Ketatalaksanaan")
    assert "Evaluasi Ketatalaksanaan 2026" in overview["text"]
    assert "Evaluasi lain" in labels(overview)
    await kepala.presses("Evaluasi lain")
    assert "Evaluasi Tepat tugas" in (await kepala.presses("Tepat"))["text"]
