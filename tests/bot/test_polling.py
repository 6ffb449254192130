import json
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.intake import Json
from bot.polling import ALLOWED_UPDATES, GetUpdates, Polling
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
    first, second = (parse_qs(urlsplit(url).query) for url in request.urls)
    assert json.loads(first["allowed_updates"][0]) == list(ALLOWED_UPDATES)
    assert "offset" not in first
    assert second["offset"] == ["12"]


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
