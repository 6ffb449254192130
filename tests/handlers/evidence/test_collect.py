"""One file never holds up another's: slow, stuck, told to nobody, or in the way of a bug of ours."""

import asyncio

import httpx
import pytest

from domain.files.foreign import Verdict
from domain.forms.drafts import FileState
from handlers.evidence.collect import AT_ONCE, GIVE_UP_AFTER, LANE, OF_ONE_PERSON
from storage.ports import Unavailable
from tests.fakes.foreign import InThisProcess
from tests.handlers.evidence.office_files import office
from tests.seconds import GUARD
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels

PDF = b"%PDF-1.7 lhe"


class Moody(InThisProcess):
    """Reads most files; holds one kind back until it is let go, and stumbles over another."""

    def __init__(self) -> None:
        self.go_on, self.begun = asyncio.Event(), asyncio.Event()
        self.at_it, self.most = 0, 0
        self.stumbles = True
        self.is_away = False

    async def begins(self, town: Town) -> asyncio.Task[None]:
        """Let the tick run; return it once the slow file is being read."""
        tick = asyncio.create_task(town.tick())
        async with asyncio.timeout(GUARD):
            await self.begun.wait()
        return tick

    async def judge(self, content: bytes) -> Verdict:
        if self.is_away:
            raise Unavailable("no process")
        if b"slow" in content:
            self.at_it += 1
            self.begun.set()
            self.most = max(self.most, self.at_it)
            await self.go_on.wait()
            self.at_it -= 1
        if b"stumble" in content and self.stumbles:
            raise RuntimeError("a bug of ours")
        return await super().judge(content)


def pdf(name: str, mood: str = "") -> tuple[str, bytes, str]:
    return (name, PDF + f" {mood} {name}".encode(), "application/pdf")


async def at_evidence(
    town: Town, telegram_id: int = 1001, name: str = "Siti", opd: str = HEALTH.code
) -> Talker:
    talker = await town.operator(telegram_id, name, opd)
    await talker.opens("SAKIP", "bb", "75,5")
    return talker


async def has_mark(talker: Talker, count: int = 1) -> None:
    """Return once that many files on the card have their mark."""
    async with asyncio.timeout(GUARD):
        while (await talker.card())["text"].count("✓") < count:  # noqa: ASYNC110 - as people do who look
            await asyncio.sleep(0)


async def test_a_slow_file_holds_up_nobody_and_takes_no_more_than_its_share() -> None:
    moody = Moody()
    async with Town(foreign=moody) as town:
        siti = await at_evidence(town)
        for number in range(OF_ONE_PERSON + 2):
            await siti.sends(pdf(f"{number}.pdf", "slow"))
        budi = await at_evidence(town, 1002, "Budi", LIBRARY.code)
        for number in range(AT_ONCE):
            await budi.sends(pdf(f"{number}.pdf"))
        for person in (siti, budi):
            await person.presses("Ubah bukti")  # lists every file with its mark
        tick = asyncio.create_task(town.tick())
        await has_mark(budi, AT_ONCE)
        assert not tick.done()
        assert "✓" not in (await siti.card())["text"]
        assert moody.at_it == OF_ONE_PERSON
        moody.go_on.set()
        await tick
        assert (await siti.card())["text"].count("✓") == OF_ONE_PERSON + 2
        assert moody.most == OF_ONE_PERSON


async def test_what_comes_while_a_slow_file_is_under_way_is_begun_meanwhile() -> None:
    moody = Moody()
    async with Town(foreign=moody) as town:
        siti = await at_evidence(town)
        await siti.sends(pdf("lama.pdf", "slow"))
        tick = asyncio.create_task(town.tick())
        budi = await at_evidence(town, 1002, "Budi", LIBRARY.code)
        await budi.sends(pdf("lhe.pdf"))
        await has_mark(budi)
        assert not tick.done()
        moody.go_on.set()
        await tick


async def test_what_is_under_way_when_the_bot_ends_is_done_after_the_next_start() -> None:
    moody = Moody()
    async with Town(foreign=moody) as town:
        siti = await at_evidence(town)
        await siti.sends(pdf("lama.pdf", "slow"))
        tick = await moody.begins(town)
        tick.cancel()
        with pytest.raises(asyncio.CancelledError):
            await tick
        moody.go_on.set()
        await town.restart()
        await town.tick()
        assert "✓" in (await siti.card())["text"]


async def test_a_verdict_that_takes_long_to_tell_is_told_once(town: Town) -> None:
    siti = await at_evidence(town)
    await siti.sends(("rusak.docx", b"PK\x03\x04", "application/octet-stream"))
    budi = await at_evidence(town, 1002, "Budi", LIBRARY.code)
    await budi.sends(pdf("satu.pdf"))
    async with town.services.turns.of(siti.id):
        tick = asyncio.create_task(town.tick())
        await has_mark(budi, 1)
        # Whatever comes is a reason to look for more, while the verdict is on its way.
        await budi.sends(pdf("dua.pdf"))
        await has_mark(budi, 2)
    await tick
    told = [one for one in await siti.chat() if "“rusak.docx” tidak bisa dipakai" in one.get("text", "")]
    assert len(told) == 1


async def test_a_bug_of_ours_is_noted_told_once_and_heals() -> None:
    moody = Moody()
    async with Town(foreign=moody) as town:
        siti = await at_evidence(town)
        await siti.sends(pdf("lhe.pdf", "stumble"))
        budi = await at_evidence(town, 1002, "Budi", LIBRARY.code)
        await budi.sends(pdf("lain.pdf"))
        await town.tick()
        assert "✓" in (await budi.card())["text"]
        async with town.storage.uow() as uow:
            (trouble,) = await uow.troubles.of(LANE)
        assert trouble.reason == "RuntimeError('a bug of ours')"
        said = len(await siti.chat())
        for _ in range(3):
            town.pass_time(hours=1)
            await town.tick()
        told = await siti.card()
        assert "“lhe.pdf” belum bisa diproses karena gangguan di pihak kami" in told["text"]
        assert len(await siti.cards()) == 1
        first = told["message_id"]
        town.pass_time(hours=1)
        await town.tick()
        assert (await siti.card())["message_id"] == first, "once is enough"
        assert len(await siti.chat()) == said  # the newer card took the place of the one before
        moody.stumbles = False
        town.pass_time(days=1)
        await town.tick()
        assert "✓" in (await siti.card())["text"]
        async with town.storage.uow() as uow:
            assert await uow.troubles.of(LANE) == []


async def test_who_has_blocked_the_bot_keeps_nobody_waiting(town: Town) -> None:
    siti = await at_evidence(town)
    await siti.sends(("rusak.docx", b"PK\x03\x04", "application/octet-stream"))
    await town.block_unheard(siti)
    budi = await at_evidence(town, 1002, "Budi", LIBRARY.code)
    await budi.sends(pdf("lhe.pdf"))
    await town.tick()
    assert "✓" in (await budi.card())["text"]
    async with town.storage.uow() as uow:
        assert await uow.evidence.due(town.now, 10) == []
        assert await uow.troubles.of(LANE) == []


async def test_where_no_worker_can_be_had_the_files_wait() -> None:
    moody = Moody()
    moody.is_away = True
    async with Town(foreign=moody) as town:
        siti = await at_evidence(town)
        await siti.sends(pdf("lhe.pdf"))
        await town.tick()
        assert [file.state for file in await town.draft_files(siti)] == [FileState.WAITING]
        moody.is_away = False
        await town.tick()
        assert [file.state for file in await town.draft_files(siti)] == [FileState.WAITING]
        town.pass_time(seconds=10)
        await town.tick()
        assert [file.state for file in await town.draft_files(siti)] == [FileState.STORED]


async def test_a_refused_file_is_told_by_itself_to_who_does_something_else_now(town: Town) -> None:
    siti = await at_evidence(town)
    await siti.sends(("makro.xlsm", office(defaults={"bin": "x/vbaProject"}), "application/octet-stream"))
    await siti.opens("IKM")
    await town.tick()
    told = await siti.card()
    assert "“makro.xlsm” tidak bisa dipakai: berkas ini berisi makro" in told["text"]


async def test_the_reason_stays_beside_the_file(town: Town) -> None:
    siti = await at_evidence(town)
    await siti.sends(("kunci.docx", b"PK\x03\x04", "application/octet-stream"))
    await town.tick()
    await siti.sends(pdf("lhe.pdf"))
    await town.tick()
    card = (await siti.card())["text"]
    assert "📎 kunci.docx (1 KB) ✗ tidak bisa dipakai: rusak" in card
    assert "📎 lhe.pdf (1 KB) ✓" in card


async def sent_and_refused(town: Town, name: str, words: str) -> Talker:
    """Let a file of that name be sent that Telegram then refuses to hand out with these words."""
    siti = await at_evidence(town)
    await siti.sends(pdf(name))
    await town.people.refuse("getFile", words)
    await town.tick()
    return siti


async def test_telegram_says_that_a_file_is_too_big_only_when_it_is_asked_for_it(town: Town) -> None:
    siti = await sent_and_refused(town, "besar.pdf", "Bad Request: file is too big")
    assert "“besar.pdf” lebih besar dari 20 MB" in (await siti.card())["text"]


async def test_a_file_that_telegram_does_not_know_is_lost_at_once(town: Town) -> None:
    siti = await sent_and_refused(town, "lhe.pdf", "Bad Request: wrong file_id")
    assert "gagal diambil dari Telegram" in (await siti.card())["text"]
    assert [file.state for file in await town.draft_files(siti)] == [FileState.LOST]


async def test_temporarily_unavailable_is_tried_again(town: Town) -> None:
    siti = await at_evidence(town)
    await siti.sends(pdf("lhe.pdf"))
    unavailable = "Bad Request: wrong file_id or the file is temporarily unavailable"
    await town.people.refuse("getFile", unavailable, times=2)
    for _ in range(3):
        await town.tick()
        town.pass_time(minutes=1)
    assert "✓" in (await siti.card())["text"]
    assert GIVE_UP_AFTER.days == 3


async def test_a_full_disk_is_waited_for_without_fetching_the_file_again_and_again(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(_: bytes) -> str:
        raise Unavailable("no space left on device")

    siti = await at_evidence(town)
    await siti.sends(pdf("lhe.pdf"))
    with monkeypatch.context() as disk:
        disk.setattr(town.files, "put", full)
        await town.tick()
        await town.tick()
    (file,) = await town.draft_files(siti)
    assert (file.state, file.attempts) == (FileState.WAITING, 1)
    town.pass_time(seconds=10)
    await town.tick()
    assert "✓" in (await siti.card())["text"]


async def test_a_file_that_arrives_late_brings_no_card_back_that_was_set_aside() -> None:
    moody = Moody()
    async with Town(foreign=moody) as town:
        siti = await at_evidence(town)
        old = (await siti.sends(pdf("lama.pdf", "slow")))["message_id"]
        tick = await moody.begins(town)
        await siti.opens("IKM")
        aside = await siti.message(old)
        assert labels(aside) == ["Lanjutkan SAKIP 2026"]
        moody.go_on.set()
        await tick
        assert (await siti.message(old))["text"] == aside["text"]
        assert labels(await siti.message(old)) == ["Lanjutkan SAKIP 2026"]
        await siti.presses("Lanjutkan", aside)
        assert "📎 lama.pdf (1 KB) ✓" in (await siti.message(old))["text"]


async def test_a_good_file_of_somebody_who_has_blocked_the_bot_is_no_trouble(town: Town) -> None:
    siti = await at_evidence(town)
    await siti.sends(pdf("lhe.pdf"))
    await town.block_unheard(siti)
    await town.tick()
    async with town.storage.uow() as uow:
        assert await uow.troubles.of(LANE) == []
    assert [file.state for file in await town.draft_files(siti)] == [FileState.STORED]


async def test_a_mark_that_could_not_be_shown_is_shown_when_telegram_is_there_again(town: Town) -> None:
    siti = await at_evidence(town)
    await siti.sends(pdf("lhe.pdf"))
    away = httpx.Response(502, text="<html>")
    town.request.line.instead = lambda method: away if method == "editMessageText" else None
    await town.tick()
    assert "✓" not in (await siti.card())["text"]
    town.request.line.instead = lambda _: None
    await town.tick()
    assert "✓" in (await siti.card())["text"]
    async with town.storage.uow() as uow:
        assert await uow.evidence.due(town.now, 10) == []
