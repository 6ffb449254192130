import asyncio
from pathlib import Path

import pytest

from simulator.client import Json, People, PeopleClientError
from simulator.server import Simulator
from tests.simulator.api import SITI, Api
from tests.simulator.hook import hook


async def test_waiting_for_what_the_bot_says(api: Api, people: People) -> None:
    sent = await api.sent("satu")
    waiting = asyncio.create_task(people.wait_for(SITI, lambda message: message["text"] == "dua"))
    await api.result("editMessageText", chat_id=SITI, message_id=sent, text="dua")
    assert (await waiting)["message_id"] == sent
    with pytest.raises(TimeoutError, match=r"the last messages are \['dua'\]"):
        await people.wait_for(SITI, lambda _: True, after=sent, timeout=0.1)


async def test_waiting_ends_when_the_simulator_stops(api: Api, people: People, simulator: Simulator) -> None:
    await api.sent()
    looked = asyncio.Event()

    def never(_: Json) -> bool:
        looked.set()
        return False

    waiting = asyncio.create_task(people.wait_for(SITI, never))
    await looked.wait()
    await simulator.stop()
    with pytest.raises(ConnectionError, match="stopped while waiting"):
        await waiting


async def test_a_refusal_names_its_status_and_sentence(people: People, simulator: Simulator) -> None:
    with pytest.raises(PeopleClientError, match="404: there is no person 99"):
        await people.messages(99)
    async with People(f"{simulator.url}/nowhere") as lost:
        with pytest.raises(PeopleClientError, match="404: Not Found"):
            await lost.all()


async def test_an_answer_that_is_not_the_simulators() -> None:
    async with hook() as other, People(other.url) as people:
        other.answers = [500]
        with pytest.raises(PeopleClientError) as refused:
            await people.text(SITI, "halo")
    assert refused.value.status == 500


async def test_files_can_be_given_as_paths(people: People, tmp_path: Path) -> None:
    path = tmp_path / "LHE.pdf"
    path.write_bytes(b"%PDF")
    (sent,) = await people.file(SITI, path)
    assert sent["document"]["file_name"] == "LHE.pdf"
    assert sent["document"]["mime_type"] == "application/pdf"
