import asyncio
import signal
import sys
from pathlib import Path

import httpx
import pytest
from telegram import Bot
from telegram.error import NetworkError

from simulator import serving
from simulator.__main__ import arguments, run
from simulator.client import NO_CERTIFICATES, People
from simulator.server import Simulator
from simulator.state import World
from tests.simulator.api import SITI, ptb_bot


async def test_it_can_be_away_and_come_back_on_the_same_port(
    simulator: Simulator, bot: Bot, people: People
) -> None:
    address = simulator.url
    await people.text(SITI, "sebelum")
    await simulator.stop()
    with pytest.raises(NetworkError):
        await bot.get_updates()
    await simulator.start()
    assert simulator.url == address
    assert len(await bot.get_updates()) == 1


async def test_stopping_twice_is_stopping_once(simulator: Simulator) -> None:
    await simulator.stop()
    await simulator.stop()


async def test_a_taken_port_is_told(simulator: Simulator) -> None:
    with pytest.raises(OSError, match="in use"):
        await Simulator(port=simulator.port).start()


async def test_a_token_of_ones_own(world: World) -> None:
    async with Simulator(world, token="5:own") as simulator, ptb_bot(simulator) as bot:
        assert simulator.token == "5:own"
        assert await bot.get_me()


async def test_signals_stay_with_who_runs_the_loop(world: World) -> None:
    before = signal.getsignal(signal.SIGINT)
    async with Simulator(world):
        assert signal.getsignal(signal.SIGINT) is before


async def test_the_page_is_served_with_a_strict_policy(simulator: Simulator, http: httpx.AsyncClient) -> None:
    page = await http.get(f"{simulator.url}/")
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["content-security-policy"].startswith(
        "default-src 'self'; img-src 'self' blob: data:;"
    )
    assert (await http.get(f"{simulator.url}/page/index.html")).headers["x-content-type-options"] == "nosniff"
    assert (await http.get(f"{simulator.url}/page/../server.py")).status_code == 404


async def test_without_a_page_the_rest_still_works(
    simulator: Simulator,
    http: httpx.AsyncClient,
    people: People,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(serving, "PAGE", tmp_path)
    assert (await http.get(f"{simulator.url}/")).status_code == 503
    assert len(await people.all()) == 2


async def test_another_sites_page_changes_nothing(simulator: Simulator, http: httpx.AsyncClient) -> None:
    url = f"{simulator.url}/sim/people/{SITI}/block"
    refused = await http.post(url, headers={"Origin": "https://evil.example"})
    assert (refused.status_code, refused.json()) == (403, {"error": "this request came from another site"})
    assert (await http.post(url, headers={"Origin": simulator.url})).status_code == 200


async def test_only_local_names_are_answered_to(simulator: Simulator, http: httpx.AsyncClient) -> None:
    assert (await http.get(simulator.url, headers={"Host": "evil.example"})).status_code == 400
    local = f"localhost:{simulator.port}"
    assert (await http.get(f"{simulator.url}/sim/clock", headers={"Host": local})).status_code == 200


async def test_another_name_can_be_allowed(world: World, http: httpx.AsyncClient) -> None:
    async with Simulator(world, allowed_hosts=["simulator"]) as simulator:
        response = await http.get(f"{simulator.url}/sim/clock", headers={"Host": "simulator:8081"})
        assert response.status_code == 200


async def test_the_command_prints_its_addresses_and_ends_with_a_signal(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    state = tmp_path / "state.json"
    running = asyncio.create_task(run(arguments(["--port", "0", "--state", str(state), "--token", "5:x"])))
    printed = ""
    while "Files:" not in printed:
        await asyncio.sleep(0)
        printed += capsys.readouterr().out
    address = printed.split("Chat page:")[1].split()[0]
    async with httpx.AsyncClient(verify=NO_CERTIFICATES) as http:
        assert (await http.get(f"{address}bot5:x/getMe")).json()["ok"] is True
    signal.raise_signal(signal.SIGTERM)
    await running
    assert state.exists()


async def test_the_command_explains_itself() -> None:
    command = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "simulator", "--help", stdout=asyncio.subprocess.PIPE
    )
    out, _ = await command.communicate()
    assert command.returncode == 0
    assert b"--state" in out
