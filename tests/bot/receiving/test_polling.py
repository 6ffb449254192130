import json
from collections.abc import Callable
from typing import Any

import pytest
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.receiving.incoming import Came, Json, Unread
from bot.receiving.polling import ALLOWED_UPDATES, GetUpdates, Polling
from storage.ports import Unavailable
from tests.bot.offline import OfflineRequest
from tests.bot.support import QuickStop, message


class Server:
    """Telegram's side of getUpdates: gives its outcomes one by one, then the end is wished for."""

    def __init__(self, stop: QuickStop, *outcomes: list[Json] | Exception) -> None:
        self.offsets: list[int | None] = []
        self._stop = stop
        self._outcomes = list(outcomes)

    async def __call__(self, offset: int | None) -> list[Json]:
        self.offsets.append(offset)
        if not self._outcomes:
            self._stop.request()
            return []
        outcome = self._outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


class Keeper:
    """Accepts batches, after failing as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.batches: list[list[int]] = []
        self._failures = failures

    async def __call__(self, updates: list[Json]) -> None:
        if self._failures:
            self._failures -= 1
            raise Unavailable("locked")
        self.batches.append([update["update_id"] for update in updates])


async def test_the_next_offset_is_asked_for_only_after_the_batch_is_kept() -> None:
    stop = QuickStop()
    server = Server(stop, [message(7), message(8)], [], [message(9)])
    keeper = Keeper()
    await Polling(server, keeper, stop).run()
    assert server.offsets == [None, 9, 9, 10]
    assert keeper.batches == [[7, 8], [9]]


async def test_while_the_database_is_away_nothing_is_acknowledged(caplog: pytest.LogCaptureFixture) -> None:
    stop = QuickStop()
    server = Server(stop, [message(7)], [message(7)], [message(7)])
    keeper = Keeper(failures=2)
    await Polling(server, keeper, stop).run()
    assert server.offsets == [None, None, None, 8]
    assert keeper.batches == [[7]]
    assert caplog.text.count("The database is away") == 1


async def test_network_errors_back_off_from_one_to_thirty_seconds_and_recover() -> None:
    stop = QuickStop()
    server = Server(stop, *[NetworkError("no route")] * 8, [message(1)])
    keeper = Keeper()
    await Polling(server, keeper, stop).run()
    ceilings = [1, 2, 4, 8, 16, 30, 30, 30]
    assert all(most / 2 <= wait <= most for wait, most in zip(stop.slept, ceilings, strict=True))
    assert keeper.batches == [[1]]


async def test_a_trouble_is_logged_once_when_it_begins_and_once_when_it_is_over(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO")
    stop = QuickStop()
    await Polling(Server(stop, *[Conflict("another one")] * 5, []), Keeper(), stop).run()
    assert len(caplog.records) == 2
    assert "Telegram says 409 Conflict" in caplog.records[0].message
    assert caplog.records[1].message == "Updates are coming in again (conflict is over)."


async def test_of_an_outage_the_request_tells_and_polling_is_silent(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    stop = QuickStop()
    await Polling(Server(stop, *[NetworkError("no route")] * 5, []), Keeper(), stop).run()
    assert caplog.records == []


async def test_after_a_recovery_the_waits_begin_anew() -> None:
    stop = QuickStop()
    server = Server(stop, *[NetworkError("x")] * 4, [], NetworkError("x"))
    await Polling(server, Keeper(), stop).run()
    assert stop.slept[3] >= 4
    assert stop.slept[4] <= 1


async def test_a_conflict_says_what_to_do_and_keeps_trying(caplog: pytest.LogCaptureFixture) -> None:
    stop = QuickStop()
    conflict = Conflict("terminated by other getUpdates request")
    keeper = Keeper()
    await Polling(Server(stop, conflict, conflict, [message(1)]), keeper, stop).run()
    assert len(caplog.records) == 1
    assert "another process polls with this token, or a webhook is set" in caplog.text
    assert "Stop the other process" in caplog.text
    assert stop.slept == [15.0, 15.0]
    assert keeper.batches == [[1]]


async def test_a_flood_limit_is_respected() -> None:
    stop = QuickStop()
    await Polling(Server(stop, RetryAfter(21)), Keeper(), stop).run()
    assert stop.slept == [21.0]


async def test_an_unexpected_refusal_is_tried_again_too() -> None:
    stop = QuickStop()
    server = Server(stop, TelegramError("something new"), [message(1)])
    keeper = Keeper()
    await Polling(server, keeper, stop).run()
    assert keeper.batches == [[1]]


async def test_a_refused_token_ends_the_polling() -> None:
    stop = QuickStop()
    with pytest.raises(InvalidToken):
        await Polling(Server(stop, InvalidToken("Unauthorized")), Keeper(), stop).run()
    assert stop.slept == []


def ok(result: object) -> tuple[int, Json]:
    return 200, {"ok": True, "result": result}


async def test_get_updates_returns_what_came_even_if_the_library_cannot_read_it() -> None:
    request = OfflineRequest(lambda _: ok([{"update_id": 1, "something_from_2031": {}}]))
    assert await GetUpdates(request, "http://t/bot1:a")(None) == [{"update_id": 1, "something_from_2031": {}}]


async def test_get_updates_names_the_kinds_the_handlers_need_and_the_offset() -> None:
    request = OfflineRequest(lambda _: ok([]))
    await GetUpdates(request, "http://t/bot1:a")(None)
    await GetUpdates(request, "http://t/bot1:a")(12)
    first, second = request.said
    assert first["allowed_updates"] == ALLOWED_UPDATES
    assert "offset" not in first
    assert second["offset"] == 12


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (401, {"ok": False, "description": "Unauthorized"}, InvalidToken),
        (409, {"ok": False, "description": "Conflict"}, Conflict),
        (429, {"ok": False, "description": "Too Many", "parameters": {"retry_after": 3}}, RetryAfter),
        (502, {"ok": False, "description": "Bad Gateway"}, NetworkError),
    ],
)
async def test_get_updates_raises_the_errors_that_polling_knows(
    status: int, body: Json, error: type[Exception]
) -> None:
    answer: Callable[[str], tuple[int, Json]] = lambda _: (status, body)  # noqa: E731 - named for its type
    with pytest.raises(error):
        await GetUpdates(OfflineRequest(answer), "http://t/bot1:a")(None)


async def test_a_server_that_does_not_hold_the_poll_is_asked_once_a_second() -> None:
    stop, seconds = QuickStop(), iter(range(100))
    quick = Polling(Server(stop, *[[]] * 5), Keeper(), stop, stopwatch=lambda: next(seconds) / 10)
    await quick.run()
    assert stop.slept == pytest.approx([0.9] * 5)


async def test_a_server_that_holds_the_poll_and_a_full_batch_are_followed_at_once() -> None:
    stop, seconds = QuickStop(), iter(range(0, 9_000, 30))
    await Polling(Server(stop, [], [], []), Keeper(), stop, stopwatch=lambda: next(seconds)).run()
    await Polling(Server(stop, [message(1)], [message(2)]), Keeper(), stop, stopwatch=lambda: 0.0).run()
    assert stop.slept == []


async def test_what_cannot_be_acknowledged_is_not_asked_for_in_a_rush() -> None:
    stop = QuickStop()
    odd = message(1) | {"update_id": 2**70}
    server = Server(stop, [message(7)], [odd], [odd, message(8)], [odd])
    await Polling(server, Tolerant(), stop, stopwatch=lambda: 0.0).run()
    assert server.offsets == [None, 8, 8, 9, 9]
    assert stop.slept == [1.0, 1.0]


async def test_a_bug_in_keeping_ends_nothing_and_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    stop, keeper = QuickStop(), Tolerant(bugs=2)
    await Polling(Server(stop, [message(1)], [message(1)], [message(1)]), keeper, stop).run()
    assert keeper.kept == [message(1)]
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == [
        "Updates cannot be kept; trying again until they can."
    ]


class Tolerant:
    """Keeps whatever comes, after failing as often as it is told to in a way that nobody expects."""

    def __init__(self, bugs: int = 0) -> None:
        self.kept: list[Came] = []
        self._bugs = bugs

    async def __call__(self, updates: list[Came]) -> None:
        if self._bugs:
            self._bugs -= 1
            raise ZeroDivisionError
        self.kept += updates


class Raw(OfflineRequest):
    """Answers with bytes as they are, one after the other, the last for ever."""

    def __init__(self, *bodies: bytes) -> None:
        super().__init__(lambda _: ok([]))
        self._bodies = list(bodies)

    async def do_request(self, *call: Any, **more: Any) -> tuple[int, bytes]:  # noqa: ANN401 - handed on
        await super().do_request(*call, **more)
        return 200, self._bodies.pop(0) if len(self._bodies) > 1 else self._bodies[0]


async def test_one_member_that_is_no_json_keeps_no_other_away() -> None:
    rotten, good = b'{"update_id":1,"x":' + b"[" * 3000, json.dumps(message(2)).encode()
    updates = await GetUpdates(Raw(b'{"ok":true,"result":[%s,%s]}' % (rotten, good)), "http://t/bot1:a")(None)
    assert updates == [Unread(rotten), message(2)]


async def test_an_answer_in_pieces_is_asked_for_one_by_one_and_set_aside_in_the_end() -> None:
    pieces = b'{"ok":true,"result":[{"update_id":5,"message":{"text":"'
    request = Raw(pieces)
    fetch = GetUpdates(request, "http://t/bot1:a")
    for _ in range(4):
        with pytest.raises(NetworkError):
            await fetch(5)
    assert await fetch(5) == [Unread(pieces)]
    assert [said.get("limit") for said in request.said] == [None, 1, 1, 1, 1]


async def test_a_page_of_somebody_else_is_never_taken_for_an_update() -> None:
    fetch = GetUpdates(Raw(b"<html>busy</html>"), "http://t/bot1:a")
    for _ in range(9):
        with pytest.raises(NetworkError):
            await fetch(5)
