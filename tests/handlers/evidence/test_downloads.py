"""Files as Telegram gives them: over HTTP, or from the disk of a Bot API server of one's own."""

from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from telegram.error import BadRequest, NetworkError, TelegramError

from domain.forms.drafts import BIGGEST_FILE
from handlers.evidence.downloads import download
from handlers.telegram.context import Context
from handlers.telegram.refusals import Meaning, meaning_of
from simulator.own_server import OwnServer
from tests.town.dialogue import Town

PDF = b"%PDF-1.7 lhe"


async def sent(town: Town, content: bytes = PDF, **order: int) -> str:
    """Let somebody send a document; return its file id."""
    siti = await town.operator()
    [message] = await town.people.file(siti.id, ("lhe.pdf", content, "application/pdf"), **order)
    return str(message["document"]["file_id"])


def context_of(town: Town, files: Path | None = None) -> Context:
    """Return a context of a bot that finds the server's files there."""
    town.app.bot_data = replace(town.services, telegram_files=files)
    return town.app.context_types.context(town.app)


async def failure(town: Town, file_id: str, files: Path | None = None) -> TelegramError:
    with pytest.raises(TelegramError) as caught:
        await download(context_of(town, files), file_id)
    assert town.app.bot.token.partition(":")[2] not in str(caught.value)
    return caught.value


async def test_telegrams_own_server_gives_files_by_http(town: Town) -> None:
    assert await download(context_of(town), await sent(town)) == PDF


@pytest.mark.parametrize("local", [True, False], ids=["--local", "without --local"])
async def test_a_server_of_ones_own_gives_them_from_its_folder(
    town: Town, tmp_path: Path, *, local: bool
) -> None:
    town.hub.own_server = OwnServer(tmp_path, local)
    assert await download(context_of(town, tmp_path), await sent(town)) == PDF


async def test_its_folder_may_be_found_elsewhere_here(town: Town, tmp_path: Path) -> None:
    """A container of its own: what it calls /var/lib/telegram-bot-api is mounted under another name."""
    town.hub.own_server = OwnServer(tmp_path / "var", local=True)
    file_id = await sent(town)
    await town.app.bot.get_file(file_id)  # the server fetches it
    (tmp_path / "var").rename(tmp_path / "mounted")
    town.hub.own_server = OwnServer(tmp_path / "var", local=True)
    assert await download(context_of(town, tmp_path / "mounted"), file_id) == PDF


async def test_on_the_same_machine_a_whole_path_is_enough(town: Town, tmp_path: Path) -> None:
    town.hub.own_server = OwnServer(tmp_path, local=True)
    assert await download(context_of(town), await sent(town)) == PDF


def tells(town: Town, path: str) -> str:
    """Let getFile tell this path; return a file id."""
    told = path.format(token=town.app.bot.token)
    answer = {"ok": True, "result": {"file_id": "A", "file_unique_id": "B", "file_path": told}}
    said = {"getFile": answer}
    town.request.line.instead = lambda method: (
        httpx.Response(200, json=said[method]) if method in said else None
    )
    return "A"


async def test_a_path_in_anothers_container_says_what_is_missing(town: Town) -> None:
    file_id = tells(town, "/var/lib/telegram-bot-api/{token}/documents/file_0.pdf")
    assert "set TELEGRAM_FILES_DIR" in str(await failure(town, file_id))


async def test_a_file_that_is_not_in_the_folder_is_asked_for_again(town: Town, tmp_path: Path) -> None:
    file_id = tells(town, "documents/file_0.pdf")
    assert "cannot be read (No such file or directory)" in str(await failure(town, file_id, tmp_path))


@pytest.mark.parametrize(
    "path",
    ["/etc/hostname", "../other/lhe.pdf", "documents/../../other/lhe.pdf", "/x/{token}/../other/lhe.pdf"],
)
async def test_nothing_outside_of_the_bots_folder_is_read(town: Town, tmp_path: Path, path: str) -> None:
    assert "outside of the bot's folder" in str(await failure(town, tells(town, path), tmp_path))


async def test_without_a_folder_only_what_is_named_like_the_bot_is_read(town: Town, tmp_path: Path) -> None:
    (tmp_path / town.app.bot.token).mkdir()
    (tmp_path / "lhe.pdf").write_bytes(PDF)
    for path in (str(tmp_path / "lhe.pdf"), str(tmp_path / "{token}" / ".." / "lhe.pdf")):
        assert isinstance(await failure(town, tells(town, path)), NetworkError)


@pytest.mark.parametrize("local", [True, False])
async def test_a_bigger_file_than_ours_may_be_is_refused_as_by_telegram(
    town: Town, tmp_path: Path, *, local: bool
) -> None:
    town.hub.own_server = OwnServer(tmp_path, local)
    refused = await failure(town, await sent(town, claim_size=BIGGEST_FILE + 1), tmp_path)
    assert isinstance(refused, BadRequest)
    assert meaning_of(refused) is Meaning.TOO_BIG


@pytest.mark.parametrize("page", [b"", b"<html>please log in</html>", PDF[:5], PDF + b"\n"])
async def test_what_has_another_length_than_the_file_is_not_the_file(town: Town, page: bytes) -> None:
    file_id = await sent(town)
    pages = iter([httpx.Response(200, content=page)])
    town.request.line.instead = lambda method: next(pages, None) if method == "file" else None
    assert isinstance(await failure(town, file_id), NetworkError)
    assert await download(context_of(town), file_id) == PDF
