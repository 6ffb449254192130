"""What an error of an update becomes: tried again, or answered and done with."""

import pytest
from telegram import Update
from telegram.error import NetworkError

from bot.app import BotApplication, build
from bot.receiving.incoming import Json
from bot.receiving.reader import Undelivered
from domain.language.dates import WIB
from handlers.telegram.context import Services
from storage.ports import Unavailable
from tests.bot.offline import Answer, OfflineRequest
from tests.bot.support import TOKEN, clock, message
from tests.fakes.evidence import FakeEvidenceStore
from tests.fakes.foreign import InThisProcess
from tests.fakes.papers import TemporaryPapers
from tests.fakes.rendering import FakeRenderer
from tests.fakes.storage import FakeStorage

ME = {"id": 123456789, "is_bot": True, "first_name": "Bot", "username": "iku_bot"}


class Telegram:
    """Answers getMe, and sendMessage with the outcomes given, the last one for ever."""

    def __init__(self, *outcomes: tuple[int, Json]) -> None:
        self._outcomes = list(outcomes)

    def __call__(self, url: str) -> tuple[int, Json]:
        if url.endswith("/sendMessage"):
            return self._outcomes.pop(0) if len(self._outcomes) > 1 else self._outcomes[0]
        return 200, {"ok": True, "result": ME if url.endswith("/getMe") else True}


SENT: tuple[int, Json] = (200, {"ok": True, "result": message(1)["message"]})
BAD: tuple[int, Json] = (400, {"ok": False, "description": "Bad Request: message is too long"})
FLOOD: tuple[int, Json] = (429, {"ok": False, "description": "x", "parameters": {"retry_after": 9}})


async def application(telegram: Answer, storage: FakeStorage) -> tuple[BotApplication, OfflineRequest]:
    request = OfflineRequest(telegram)
    services = Services(
        storage=storage,
        files=FakeEvidenceStore(),
        foreign=InThisProcess(),
        renderer=FakeRenderer(),
        papers=TemporaryPapers(),
        clock=clock,
    )
    app = build(token=TOKEN, services=services, zone=WIB, request=request, updates_request=request)
    await app.initialize()
    return app, request


def sent(request: OfflineRequest) -> int:
    return sum(url.endswith("/sendMessage") for url in request.urls)


async def process(app: BotApplication) -> None:
    await app.process_update(Update.de_json(message(1), app.bot))


async def test_a_message_that_can_be_answered_is() -> None:
    app, request = await application(Telegram(SENT), FakeStorage())
    await process(app)
    assert sent(request) == 1


async def test_a_database_that_is_away_leaves_the_update_undelivered() -> None:
    storage = FakeStorage()
    app, request = await application(Telegram(SENT), storage)
    storage.fail_next()
    with pytest.raises(Undelivered) as caught:
        await process(app)
    assert isinstance(caught.value.error, Unavailable)
    assert caught.value.wait is None
    assert sent(request) == 0


async def test_a_flood_limit_leaves_it_undelivered_for_as_long_as_telegram_says() -> None:
    app, _ = await application(Telegram(FLOOD), FakeStorage())
    with pytest.raises(Undelivered) as caught:
        await process(app)
    assert caught.value.wait == 9.0


@pytest.mark.parametrize("refused", [(401, "Unauthorized"), (400, "Bad Request: Group send failed")])
async def test_what_waits_for_telegram_or_for_a_new_token_stays_undelivered(refused: tuple[int, str]) -> None:
    status, words = refused
    answer = status, {"ok": False, "error_code": status, "description": words}
    app, _ = await application(Telegram(answer), FakeStorage())
    with pytest.raises(Undelivered) as caught:
        await process(app)
    assert caught.value.is_outage is (status == 401)


async def test_a_mistake_of_our_own_is_answered_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    app, request = await application(Telegram(BAD, SENT), FakeStorage())
    await process(app)
    assert sent(request) == 2  # the refused one, and the word that something broke
    assert "could not be handled" in caplog.text


async def test_a_call_that_cannot_even_be_written_is_a_mistake_of_our_own() -> None:
    def unwritable(url: str) -> tuple[int, Json]:
        if url.endswith("/sendMessage"):
            raise UnicodeEncodeError("utf-8", "\ud83d", 0, 1, "surrogates not allowed")
        return 200, {"ok": True, "result": ME if url.endswith("/getMe") else True}

    app, request = await application(unwritable, FakeStorage())
    await process(app)  # waiting heals nothing; not even the apology could be sent
    assert sent(request) == 2


async def test_an_update_that_is_given_up_is_answered_although_its_error_may_pass() -> None:
    app, request = await application(Telegram(SENT), FakeStorage())
    update = Update.de_json(message(1), app.bot)
    await app.give_up(update, NetworkError("for the twentieth time"))
    assert sent(request) == 1


async def test_a_passing_error_of_a_tick_goes_to_the_error_handler(caplog: pytest.LogCaptureFixture) -> None:
    app, request = await application(Telegram(SENT), FakeStorage())
    await app.process_error(None, Unavailable("locked"))
    assert sent(request) == 0
    assert "could not be handled" in caplog.text


async def test_a_payload_the_library_cannot_read_raises() -> None:
    app, _ = await application(Telegram(SENT), FakeStorage())
    with pytest.raises(KeyError):
        app.parse({"message": {}})
