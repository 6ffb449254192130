"""A Bot API server of one's own keeps files on its disk and serves none over HTTP."""

from pathlib import Path

import httpx
import pytest

from simulator.client import People
from simulator.own_server import OwnServer
from simulator.server import Simulator
from simulator.state import World
from tests.simulator.api import SITI, Api

TWENTY_MB = 20 * 1024 * 1024


@pytest.mark.parametrize("local", [True, False])
async def test_a_file_lies_on_the_disk(
    world: World, http: httpx.AsyncClient, tmp_path: Path, *, local: bool
) -> None:
    async with (
        Simulator(world, own_server=OwnServer(tmp_path, local)) as simulator,
        People(simulator.url) as people,
    ):
        api = Api(simulator, http)
        (sent,) = await people.file(SITI, ("a.txt", b"abc", "text/plain"))
        told = (await api.result("getFile", file_id=sent["document"]["file_id"]))["file_path"]
        assert Path(told).is_absolute() is local
        path = tmp_path / simulator.token / told
        assert path.read_bytes() == b"abc"
        refused = await api.download(told.removeprefix("/"))
    assert (refused.status_code, refused.json()["description"]) == (404, "Not Found")


@pytest.mark.parametrize(("local", "ok"), [(True, True), (False, False)])
async def test_only_local_knows_no_limit(
    world: World, http: httpx.AsyncClient, tmp_path: Path, *, local: bool, ok: bool
) -> None:
    async with (
        Simulator(world, own_server=OwnServer(tmp_path, local)) as simulator,
        People(simulator.url) as people,
    ):
        (sent,) = await people.file(SITI, ("a.txt", b"abc", ""), claim_size=TWENTY_MB + 1)
        answer = await Api(simulator, http).call("getFile", file_id=sent["document"]["file_id"])
    assert answer["ok"] is ok
    assert ok or answer["description"] == "Bad Request: file is too big"
