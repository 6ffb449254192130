"""A running simulator with Siti, who has written to the bot, and Budi, who has not."""

from collections.abc import AsyncIterator

import httpx
import pytest
from telegram import Bot

from simulator.client import NO_CERTIFICATES
from simulator.server import Simulator
from simulator.state import Person, World
from tests.simulator.api import BUDI, SITI, Api, ptb_bot


@pytest.fixture
def world() -> World:
    world = World()
    world.add_person(
        Person(SITI, "Siti", last_name="Aminah", username="siti", note="Operator", group="Operator")
    )
    world.add_person(Person(BUDI, "Budi"))
    world.chats[SITI].started = True
    return world


@pytest.fixture
async def simulator(world: World) -> AsyncIterator[Simulator]:
    async with Simulator(world) as running:
        yield running


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(timeout=60, verify=NO_CERTIFICATES) as client:
        yield client


@pytest.fixture
def api(simulator: Simulator, http: httpx.AsyncClient) -> Api:
    return Api(simulator, http)


@pytest.fixture
async def bot(simulator: Simulator) -> AsyncIterator[Bot]:
    async with ptb_bot(simulator) as bot:
        yield bot
