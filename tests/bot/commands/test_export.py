"""The command line makes the same documents as the chat, and says what it wrote."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from bot import cli
from bot.commands.export import Order, Wrong, export, wanted_of
from domain.documents.wanted import DocumentKind
from handlers.telegram.context import Services
from storage.ports import BOT_NAME, DocumentState, Unavailable
from tests.bot.support import NOW
from tests.fakes.evidence import FakeEvidenceStore
from tests.fakes.foreign import InThisProcess
from tests.fakes.papers import TemporaryPapers
from tests.fakes.rendering import FakeRenderer
from tests.fakes.storage import FakeStorage
from tests.handlers.papers.sheets import KIND, WANTED, Sheet, SheetContent
from tests.town.dialogue import HEALTH


@pytest.fixture
def sheet(monkeypatch: pytest.MonkeyPatch) -> Sheet:
    found = Sheet(monkeypatch)
    found.is_like()
    return found


@pytest.fixture
def storage() -> FakeStorage:
    return FakeStorage(lambda: NOW)


@pytest.fixture
def renderer() -> FakeRenderer:
    return FakeRenderer()


@pytest.fixture
def services(storage: FakeStorage, renderer: FakeRenderer, sheet: Sheet) -> Services:
    del sheet
    return Services(
        storage=storage,
        files=FakeEvidenceStore(),
        foreign=InThisProcess(),
        renderer=renderer,
        papers=TemporaryPapers(),
        clock=lambda: NOW,
    )


async def test_it_writes_every_part_and_says_what_it_wrote(
    services: Services, renderer: FakeRenderer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    renderer.parts[SheetContent] = 2
    out = tmp_path / "baru"
    assert await export(services, Order(WANTED, out)) == 0
    names = ["IKU-2026-formulir-1dari2.pdf", "IKU-2026-formulir-2dari2.pdf"]
    assert sorted(file.name for file in out.iterdir()) == names
    said = capsys.readouterr().out.splitlines()
    for name, line in zip(names, said, strict=True):
        content = (out / name).read_bytes()
        assert line == f"{out / name}  {len(content)} bytes  SHA-256 {sha256(content).hexdigest()}"
    # The same state gives the same files, made once.
    assert await export(services, Order(WANTED, out)) == 0
    assert len(renderer.drawn) == 1


async def test_what_is_there_and_says_something_else_stays_unless_it_may_go(
    services: Services, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = tmp_path / "IKU-2026-formulir.pdf"
    there.write_text("tanda tangan basah")
    assert await export(services, Order(WANTED, tmp_path)) == 1
    assert "--overwrite replaces it" in capsys.readouterr().err
    assert there.read_text() == "tanda tangan basah"
    assert await export(services, Order(WANTED, tmp_path, overwrite=True)) == 0
    assert there.read_bytes().startswith(b"%PDF")
    (tmp_path / "file").write_text("")
    assert await export(services, Order(WANTED, tmp_path / "file")) == 1
    assert "Nothing can be written" in capsys.readouterr().err


async def test_what_is_made_once_is_not_made_where_it_cannot_be_written(
    services: Services,
    storage: FakeStorage,
    sheet: Sheet,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    sheet.is_like(once=True)
    (tmp_path / "file").write_text("")
    assert await export(services, Order(WANTED, tmp_path / "file" / "there")) == 1
    there = tmp_path / "IKU-2026-formulir.pdf"
    there.write_text("pages of last week")
    assert await export(services, Order(WANTED, tmp_path)) == 1
    assert "is there already; --overwrite" in capsys.readouterr().err
    assert storage.tables.documents == {}
    assert await export(services, Order(WANTED, tmp_path, overwrite=True)) == 0
    assert there.stat().st_mode & 0o777 == 0o600
    (file,) = storage.tables.document_files.values()
    assert file.dropped_at == NOW
    assert await export(services, Order(WANTED, tmp_path, overwrite=True)) == 1
    assert "its bytes are gone" in capsys.readouterr().err


async def test_invitations_are_printed_from_the_command_line_for_who_has_none(
    services: Services, storage: FakeStorage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted, out = wanted_of("undangan", 2026, None, None), tmp_path / "lembar"
    async with storage.uow() as uow:
        await uow.opds.record(HEALTH, by=None, at=NOW)
        await uow.commit()
    assert await export(services, Order(wanted, out)) == 1
    assert "has no name" in capsys.readouterr().err
    async with storage.uow() as uow:
        await uow.installation.set(BOT_NAME, "iku_bot")
        await uow.commit()
    assert await export(services, Order(wanted, out)) == 0
    assert sorted(file.name for file in out.iterdir()) == ["IKU-2026-undangan.pdf"]
    async with storage.uow() as uow:
        (made,) = await uow.invitations.open(NOW)
    assert (made.grant.unit, made.created_by) == (HEALTH.code, None)
    # A second time nobody is left, and nothing is replaced that nobody has asked about.
    assert await export(services, Order(wanted, out, overwrite=True)) == 1
    assert "there is nobody to invite" in capsys.readouterr().err


async def test_what_could_not_be_written_whole_leaves_nothing(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await export(services, Order(WANTED, tmp_path / "one")) == 0
    monkeypatch.setattr("bot.commands.export.Path.replace", _full)
    assert await export(services, Order(WANTED, tmp_path / "other")) == 1
    assert "Nothing can be written" in capsys.readouterr().err
    assert list((tmp_path / "other").iterdir()) == []


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")


async def test_what_cannot_be_made_is_said_and_left(
    services: Services,
    storage: FakeStorage,
    renderer: FakeRenderer,
    sheet: Sheet,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    renderer.cannot[SheetContent] = "too big"
    assert await export(services, Order(WANTED, tmp_path)) == 1
    assert "formulir could not be made: too big" in capsys.readouterr().err

    async def breaks(*_: object) -> object:
        raise RuntimeError("a bug")

    renderer.cannot.clear()
    sheet.is_like(gather=breaks)
    assert await export(services, Order(WANTED, tmp_path)) == 1
    assert "a bug" in capsys.readouterr().err
    assert {one.state for one in storage.tables.documents.values()} == {DocumentState.FAILED}

    async def is_away(*_: object) -> object:
        raise Unavailable("the database")

    sheet.is_like(gather=is_away)
    with pytest.raises(Unavailable):
        await export(services, Order(WANTED, tmp_path))


async def test_what_the_bot_is_just_making_is_waited_for(
    services: Services, storage: FakeStorage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.commands.export._LOOK_AGAIN", 0)
    async with storage.uow() as uow:
        document = await uow.documents.ask(WANTED, seen=0, day=NOW.date(), at=NOW)
        await uow.documents.begin(document.id, NOW, NOW.replace(year=2099))
        await uow.commit()
    assert await export(services, Order(WANTED, tmp_path)) == 1
    async with storage.uow() as uow:
        await uow.documents.failed(await uow.documents.get(document.id), "", NOW)
        await uow.commit()
    assert await export(services, Order(WANTED, tmp_path)) == 0


def test_what_cannot_be_asked_for_is_named() -> None:
    assert wanted_of("form", 2026, None, None) == WANTED
    asked = wanted_of("grafik", 2026, 2, "sakip")
    assert (asked.kind, asked.quarter, asked.indicator) == (DocumentKind.CHART, 2, "sakip")
    for words, why in (
        (("form", 26, None, None), "--year 26"),
        (("form", 2026, 5, None), "--quarter 5"),
        (("form", 2026, 0, None), "--quarter 0"),
        (("form", 2026, 1, "sakit"), "--indicator sakit"),
    ):
        with pytest.raises(Wrong, match=why):
            wanted_of(*words)


@pytest.mark.usefixtures("bare_environment")
def test_a_wrong_year_is_refused_before_anything_is_opened(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["export", "form", "--year", "26", "--out", str(tmp_path)]) == cli.EXIT_USAGE
    assert "a year from 2000" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("bare_environment")
def test_an_empty_database_gives_a_document_of_nobody(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    renderer: FakeRenderer,
    sheet: Sheet,
    capsys: pytest.CaptureFixture[str],
) -> None:
    del sheet
    drawing: Callable[..., FakeRenderer] = lambda *_: renderer  # noqa: E731 - what makes one
    monkeypatch.setattr(cli, "ProcessRenderer", drawing)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    assert cli.main(["export", KIND.value, "--year", "2026", "--out", str(tmp_path)]) == 0
    assert "IKU-2026-formulir.pdf" in capsys.readouterr().out
    (content,) = renderer.drawn
    assert "tidak dapat dihitung" in str(content)
    assert renderer.is_closed
