import re
from datetime import timedelta

import pytest

from bot.commands.invite import invite
from bot.settings import Settings
from domain.people.person import Grant, Role, SubBagian
from handlers.people.tokens import VALID, hash_token
from simulator.server import Simulator
from tests.bot.support import NOW, TOKEN
from tests.fakes.storage import FakeStorage

pytestmark = pytest.mark.usefixtures("bare_environment")
HEAD = Grant(Role.VERIFIKATOR, SubBagian.ANJAB)


def token_in(out: str) -> str:
    found = re.match(r"/start ([A-Za-z0-9_-]{1,64})\n", out)  # the characters that a link may carry
    assert found
    return found[1]


async def test_the_printed_token_opens_what_was_asked_for_and_only_its_hash_is_kept(
    capsys: pytest.CaptureFixture[str],
) -> None:
    storage = FakeStorage()
    assert await invite(storage, Settings(), HEAD, NOW) == 0
    token = token_in(capsys.readouterr().out)
    async with storage.uow() as uow:
        kept = await uow.invitations.by_hash(hash_token(token))
    assert kept is not None
    assert kept.grant == HEAD
    assert kept.created_by is None
    assert kept.expires_at == NOW + timedelta(days=7) == NOW + VALID
    assert token not in repr(kept)


async def test_with_a_token_the_link_is_printed_too(
    simulator: Simulator, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(telegram_bot_token=simulator.token, telegram_api_url=simulator.url)
    assert await invite(FakeStorage(), settings, HEAD, NOW) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[1] == f"https://t.me/{simulator.world.bot.username}?start={token_in(out)}"


async def test_when_telegram_does_not_tell_the_name_the_start_line_has_to_do(
    simulator: Simulator, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(telegram_bot_token=TOKEN, telegram_api_url=simulator.url)
    assert await invite(FakeStorage(), settings, HEAD, NOW) == 0
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 1
    assert "no link" in shown.err
