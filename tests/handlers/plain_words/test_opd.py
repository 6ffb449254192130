"""An OPD that is named without any command: its card, for whom may see it."""

from dataclasses import replace

import pytest

from domain.plain_words.wish import Command
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels


@pytest.mark.parametrize("said", ["dinkes", "DINKES", "dinas kesehatan", "kesehatan", "status dinkes?"])
async def test_an_opd_by_its_name_opens_its_card(dewi: Talker, said: str) -> None:
    wanted = await dewi.says(f"/iku {HEALTH.code}")
    assert HEALTH.name in wanted["text"]
    await dewi.says("/menu")
    shown = await dewi.says(said)
    assert (shown["text"], labels(shown)) == (wanted["text"], labels(wanted))


async def test_an_indicator_and_an_opd_together(siti: Talker, dewi: Talker) -> None:
    await siti.reports_sakip()
    wanted = await dewi.says(f"/iku sakip {HEALTH.code}")
    await dewi.says("/menu")
    assert (await dewi.says("sakip dinkes"))["text"] == wanted["text"]


async def test_another_opd_is_no_operators_to_see(siti: Talker) -> None:
    wanted = await siti.says(f"/iku {LIBRARY.code}")
    await siti.says("/menu")
    assert (await siti.says("dinas perpustakaan"))["text"] == wanted["text"]


@pytest.mark.parametrize("said", ["verifikesi", "verifikasi"])
async def test_a_long_name_with_a_slip_in_it_is_asked_back_and_found(
    town: Town, dewi: Talker, said: str
) -> None:
    name = "Dinas Kesehatan, Pengendalian Penduduk dan Keluarga Berencana Daerah"
    async with town.storage.uow() as uow:
        await uow.opds.record(replace(HEALTH, name=name), by=None, at=town.now)
        await uow.commit()
    asked = await dewi.says(f"{said} {name.replace('Penduduk', 'Penduuk')}")
    assert asked["text"] == "Maksud Bapak/Ibu:"
    shown = await dewi.presses(labels(asked)[0])
    assert "Maksud" not in shown["text"]


async def test_every_opd_that_a_wish_names_is_one_that_iku_knows(town: Town, dewi: Talker) -> None:
    """What is understood here as an OPD's code has to be understood by the command that gets it."""
    assert town.now
    for code in (HEALTH.code, LIBRARY.code):
        told = await dewi.says(Command("iku", (code,)).typed)
        assert "belum mengenal" not in told["text"]
