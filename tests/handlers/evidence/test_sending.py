"""The papers of a report in a chat: as albums where Telegram allows it; a bad one stops no other."""

from dataclasses import replace

import pytest

from domain.forms.drafts import FileState
from domain.reports.events import ReportEvent
from handlers.evidence.sending import MOST_FROM_STORE, Outcome
from handlers.evidence.showing import show_papers
from handlers.telegram.context import Context
from tests.simulator.pictures import jpeg
from tests.town.dialogue import HEALTH, Talker, Town

Sent = tuple[str, bytes, str]
HEAD = "Dinas Kesehatan · SAKIP 2026 · SKP-26-0001 ·"


def pdf(name: str) -> Sent:
    return (f"{name}.pdf", f"%PDF-1.7 {name}".encode(), "application/pdf")


def photo(number: int) -> Sent:
    return (f"{number}.jpg", jpeg(640, 480 + number), "image/jpeg")


async def reports(town: Town, siti: Talker, *files: Sent) -> ReportEvent:
    """Report SAKIP with these files; pictures are sent as photos."""
    await siti.opens("SAKIP", "BB", "75,5")
    for file in files:
        await siti.sends(file, as_="photo" if file[2] == "image/jpeg" else "document")
    await siti.presses("Kirim")
    await town.tick()
    return await town.last_sent(HEALTH.code)


async def seen_by(town: Town, talker: Talker, sent: ReportEvent) -> Outcome:
    await talker.says("/bantuan")
    context = Context(town.app)
    context.person = await town.person(talker)
    async with town.storage.uow() as uow:
        files = await uow.evidence.several(sent.files)
    return await show_papers(context, talker.id, sent, files)


async def came(talker: Talker) -> list[tuple[str | None, str | None]]:
    """Return album and caption of every file in that chat."""
    return [
        (one.get("media_group_id"), one.get("caption"))
        for one in await talker.chat()
        if one["from"] == "bot" and (one.get("document") or one.get("photo"))
    ]


async def change(town: Town, number: int, **changes: object) -> None:
    file = town.storage.tables.evidence[number]
    town.storage.tables.evidence[number] = replace(file, **changes)  # type: ignore[arg-type] # named by the test


async def refused(town: Town, method: str, why: str) -> None:
    await town.people.refuse(method, f"Bad Request: {why}")


def albums(shown: list[tuple[str | None, str | None]]) -> list[str | None]:
    return list(dict.fromkeys(album for album, _ in shown))


async def test_one_file_alone_is_no_album(town: Town, siti: Talker, dewi: Talker) -> None:
    sent = await reports(town, siti, pdf("lhe"))
    await seen_by(town, dewi, sent)
    assert await came(dewi) == [(None, f"{HEAD} 1/1\nlhe.pdf")]


async def test_documents_come_together_each_with_its_caption(town: Town, siti: Talker, dewi: Talker) -> None:
    sent = await reports(town, siti, pdf("lhe"), pdf("surat"))
    found = await seen_by(town, dewi, sent)
    shown = await came(dewi)
    assert len(albums(shown)) == 1
    assert albums(shown) != [None]
    assert [caption for _, caption in shown] == [f"{HEAD} 1/2\nlhe.pdf", f"{HEAD} 2/2\nsurat.pdf"]
    assert (found.not_yet, found.gone, found.late) == ([], [], [])
    async with town.storage.uow() as uow:
        assert await uow.evidence.opened(sent.files) == frozenset(sent.files)


async def test_the_first_photo_speaks_for_its_album(town: Town, siti: Talker, dewi: Talker) -> None:
    """Several captions are shown nowhere (Nekmo/telegram-upload, issue 164)."""
    sent = await reports(town, siti, photo(1), photo(2), photo(3))
    await seen_by(town, dewi, sent)
    shown = await came(dewi)
    assert len(albums(shown)) == 1
    assert [caption for _, caption in shown] == [f"{HEAD} 1–3/3", None, None]


async def test_photos_and_documents_are_never_mixed(town: Town, siti: Talker, dewi: Talker) -> None:
    sent = await reports(town, siti, photo(1), pdf("lhe"), photo(2), pdf("surat"))
    await seen_by(town, dewi, sent)
    shown = await came(dewi)
    assert len(albums(shown)) == 2
    assert [caption for _, caption in shown] == [
        f"{HEAD} 1–2/4",
        None,
        f"{HEAD} 3/4\nlhe.pdf",
        f"{HEAD} 4/4\nsurat.pdf",
    ]


@pytest.mark.parametrize(
    "why",
    [
        'failed to send message #1 with the error message "wrong file identifier/HTTP URL specified"',
        "group send failed",
    ],
)
async def test_a_refused_album_comes_file_by_file(town: Town, siti: Talker, dewi: Talker, why: str) -> None:
    """The file itself may be good (python-telegram-bot, issue 4102; mymmrac/telego, issue 207)."""
    sent = await reports(town, siti, photo(1), photo(2))
    await refused(town, "sendMediaGroup", why)
    found = await seen_by(town, dewi, sent)
    captions = [caption for _, caption in await came(dewi)]
    assert captions == [f"{HEAD} 1/2\nFoto 1", f"{HEAD} 2/2\nFoto 2"]
    assert [paper.about for paper in found.papers] == [1, 1]


async def test_one_that_telegram_forgot_comes_from_the_store_and_stops_no_other(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    sent = await reports(town, siti, pdf("lhe"), photo(1), photo(2), pdf("surat"))
    for number in (1, 2):
        await change(town, number, file_id="of-another-bot")
    found = await seen_by(town, dewi, sent)
    assert [paper.file.id for paper in found.papers] == [1, 4, 2, 3]
    first, *_ = [one for one in await dewi.chat() if one.get("document")]
    assert first["document"]["file_name"] == "lhe.pdf"
    assert await town.download(first) == pdf("lhe")[1]
    assert len([one for one in await dewi.chat() if one.get("photo")]) == 2


async def test_one_that_nobody_has_is_told_and_not_noted(town: Town, siti: Talker, dewi: Talker) -> None:
    sent = await reports(town, siti, pdf("lhe"), pdf("surat"))
    await change(town, 1, file_id="of-another-bot", sha256="0" * 64)
    found = await seen_by(town, dewi, sent)
    assert [file.id for file in found.gone] == [1]
    assert [caption for _, caption in await came(dewi)] == [f"{HEAD} 2/2\nsurat.pdf"]
    async with town.storage.uow() as uow:
        assert await uow.evidence.opened(sent.files) == {2}


async def test_what_nobody_has_looked_at_is_not_handed_out(town: Town, siti: Talker, dewi: Talker) -> None:
    sent = await reports(town, siti, pdf("lhe"), pdf("surat"), photo(1))
    await change(town, 1, state=FileState.WAITING)
    await change(town, 3, state=FileState.WAITING)
    found = await seen_by(town, dewi, sent)
    assert [file.id for file in found.not_yet] == [1]
    assert [paper.file.id for paper in found.papers] == [2, 3]


async def test_what_was_refused_is_not_among_them(town: Town, siti: Talker, dewi: Talker) -> None:
    sent = await reports(town, siti, pdf("lhe"), pdf("surat"))
    await change(town, 1, state=FileState.REFUSED, problem="damaged")
    found = await seen_by(town, dewi, sent)
    assert [caption for _, caption in await came(dewi)] == [f"{HEAD} 1/1\nsurat.pdf"]
    assert (found.not_yet, found.gone, found.late) == ([], [], [])


async def test_a_renamed_file_has_our_name_in_an_album_too(town: Town, siti: Talker, dewi: Talker) -> None:
    sent = await reports(
        town, siti, ("lhe\u202e2026.tmp", b"%PDF-1.7 x", "application/octet-stream"), pdf("b")
    )
    await seen_by(town, dewi, sent)
    assert len(albums(await came(dewi))) == 1
    names = [one["document"]["file_name"] for one in await dewi.chat() if one.get("document")]
    assert names == ["lhe2026.pdf", "b.pdf"]


async def test_no_more_is_read_from_the_store_at_once_than_one_big_file(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    sent = await reports(town, siti, pdf("a"), pdf("b"), pdf("c"))
    for number in (1, 2, 3):
        await change(town, number, renamed=True, size=MOST_FROM_STORE // 2)
    await seen_by(town, dewi, sent)
    groups = [album for album, _ in await came(dewi)]
    assert groups[0] == groups[1] is not None
    assert groups[2] is None


@pytest.mark.parametrize("method", ["sendMediaGroup", "sendDocument"])
async def test_a_telegram_that_is_away_is_not_asked_for_each_file(
    town: Town, siti: Talker, dewi: Talker, method: str
) -> None:
    """An album may be there although no answer came: it is not sent again by itself (jckling/tg-bot, 12)."""
    sent = await reports(town, siti, pdf("lhe"), pdf("surat"))
    if method == "sendDocument":
        await refused(town, "sendMediaGroup", "group send failed")
    await town.people.fault("502", method=method)
    found = await seen_by(town, dewi, sent)
    assert [file.id for file in found.late] == [1, 2]
    assert await came(dewi) == []
    async with town.storage.uow() as uow:
        assert await uow.evidence.opened(sent.files) == frozenset()


async def test_a_flood_limit_in_the_middle_leaves_the_rest_for_later(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    """As some of an album may have come (rubenlagus/TelegramBots, issue 1520)."""
    sent = await reports(town, siti, photo(1), photo(2), pdf("lhe"))
    await refused(
        town,
        "sendMediaGroup",
        'failed to send message #1 with the error message "Too Many Requests: retry after 8"',
    )
    await town.people.fault("429", method="sendPhoto", retry_after=8)
    found = await seen_by(town, dewi, sent)
    assert [file.id for file in found.late] == [1, 2, 3]


async def test_only_a_reviewer_of_that_indicator_counts_as_having_opened_it(
    town: Town, siti: Talker, boss: Talker
) -> None:
    sent = await reports(town, siti, pdf("lhe"))
    await seen_by(town, boss, sent)
    await seen_by(town, siti, sent)
    readers = [(await town.person(one)).id for one in (boss, siti)]
    async with town.storage.uow() as uow:
        assert await uow.evidence.opened(sent.files) == frozenset()
        assert [one.person for one in await uow.reviewing.evidence_of(sent.id)] == readers


async def test_a_verdict_marks_the_one_caption_of_an_album(town: Town, siti: Talker, dewi: Talker) -> None:
    sent = await reports(town, siti, photo(1), photo(2), pdf("lhe"))
    await seen_by(town, dewi, sent)
    await dewi.forges(f"ra:{sent.id}")
    await town.send_notices()
    assert [caption for _, caption in await came(dewi)] == [
        f"{HEAD} 1–2/3\n✅ diterima",
        None,
        f"{HEAD} 3/3\nlhe.pdf\n✅ diterima",
    ]
