from datetime import UTC, datetime, timedelta

import pytest

from simulator.client import People, PeopleClientError
from simulator.clock import Clock, Mark
from simulator.state import World
from tests.simulator.api import SITI


def test_the_clock_goes_forward_only() -> None:
    clock = Clock()
    clock.advance(3600)
    clock.advance(0)
    assert clock.offset_seconds == 3600
    with pytest.raises(ValueError, match="forward only"):
        clock.advance(-1)


def test_the_clock_tells_the_time_of_its_zone() -> None:
    assert Clock().at(0).isoformat() == "1970-01-01T07:00:00+07:00"
    assert Clock(zone="Asia/Jayapura").at(0).isoformat() == "1970-01-01T09:00:00+09:00"


def test_the_next_mark_is_the_first_still_to_come() -> None:
    clock = Clock()
    now = clock.now()
    clock.marks = [Mark(label, now + timedelta(days=days)) for label, days in (("b", 2), ("a", 1), ("x", -1))]
    mark = clock.next_mark()
    assert mark is not None
    assert mark.label == "a"
    assert clock.until(mark.at) == pytest.approx(86_400, abs=5)
    clock.advance(3 * 86_400)
    assert clock.next_mark() is None


async def test_messages_follow_the_clock(people: People, world: World) -> None:
    world.clock.marks = [Mark("Tenggat SAKIP", world.clock.now() + timedelta(days=30))]
    told = await people.move_clock(to_next_mark=True)
    assert told["marks"][0]["label"] == "Tenggat SAKIP"
    assert told["now"].endswith("+07:00")
    sent = await people.text(SITI, "halo")
    assert datetime.fromisoformat(sent["date"]) - datetime.now(UTC) > timedelta(days=29)
    with pytest.raises(PeopleClientError, match="409: there is no mark ahead"):
        await people.move_clock(to_next_mark=True)


async def test_the_clock_can_be_set_forward_to_an_instant(people: People) -> None:
    told = await people.move_clock(to="2099-11-23T08:00:00+07:00")
    assert told["now"] == "2099-11-23T08:00:00+07:00"
    assert (await people.clock())["offset_seconds"] == told["offset_seconds"] > 0


@pytest.mark.parametrize(
    ("order", "status"),
    [
        ({"to": "2001-01-01T00:00:00+07:00"}, 409),
        ({"advance_seconds": -1}, 409),
        ({"to": "2099-01-01T00:00:00"}, 400),
        ({"to": "besok"}, 400),
        ({}, 400),
    ],
)
async def test_orders_that_the_clock_refuses(
    people: People, order: dict[str, str | int], status: int
) -> None:
    with pytest.raises(PeopleClientError) as refused:
        await people.move_clock(**order)
    assert refused.value.status == status
