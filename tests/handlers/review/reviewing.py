"""What the tests of the review have in common."""

from domain.keys import IndicatorKey
from domain.people.preferences import Preference
from domain.reports.events import EventKind
from tests.town.dialogue import HEALTH, Json, Talker, Town, labels


async def submits(town: Town, operator: Talker) -> None:
    """Let a SAKIP report of the Dinas Kesehatan wait that no conversation was held for."""
    person = await town.person(operator)
    answers = {"predikat": "BB", "nilai": "75.5", "bukti": "belum"}
    await town.happens(EventKind.SUBMITTED, HEALTH.code, IndicatorKey.SAKIP, answers, by=person.id)


async def under_review(town: Town) -> tuple[Talker, Talker]:
    """Let an operator report SAKIP and a reviewer open it; return the two."""
    siti, dewi = await town.operator(), await town.reviewer()
    await siti.reports_sakip()
    await opens_report(dewi)
    return siti, dewi


async def opens_report(reviewer: Talker) -> Json:
    """Go to the card of the oldest report."""
    return await opened(reviewer)


async def chooses(reviewer: Talker, *fields: str) -> Json:
    """Choose on a report's card what has to be repaired; return the question for the reason."""
    await reviewer.presses("Kembalikan")
    for field in fields:
        await reviewer.presses(f"☐ {field}")
    return await reviewer.presses("Lanjut: alasan ›")


async def gives_back(reviewer: Talker, *fields: str, reason: str = "Angka berbeda dengan bukti") -> Json:
    """Return the report whose card is open."""
    await chooses(reviewer, *fields)
    await reviewer.presses(reason)
    return await reviewer.presses("Kembalikan")


async def returned(dewi: Talker, *fields: str, reason: str = "Angka berbeda dengan bukti") -> Json:
    """Return the oldest report; return what the reviewer sees then."""
    await opens_report(dewi)
    shown = await gives_back(dewi, *fields, reason=reason)
    await dewi.town.send_notices()
    return shown


async def reports_with(talker: Talker, *files: tuple[str, bytes, str]) -> None:
    """Report SAKIP with these files, which are downloaded."""
    await talker.opens("SAKIP", "BB", "75,5")
    for file in files:
        await talker.sends(file)
    await talker.presses("Kirim")
    await talker.town.tick()


async def opened(talker: Talker, number: int = 1) -> Json:
    """Go to the card of the report with that number in the inbox; the first opens by itself, if it may."""
    card = await talker.says("/verifikasi")
    if is_card(card) and number == 1:
        return card
    if is_card(card):
        await talker.presses("‹ Daftar")
    return await talker.presses(str(number))


async def inbox_of(talker: Talker) -> Json:
    """Go to the list of what waits."""
    card = await talker.says("/verifikasi")
    return await talker.presses("‹ Daftar") if is_card(card) else card


def is_card(shown: Json) -> bool:
    """Return whether that is the card of a report and not the list of what waits."""
    return any(label.startswith("‹ Daftar") for label in labels(shown))


async def chooses_papers(town: Town, talker: Talker, *, wanted: bool) -> None:
    """Let a reviewer have chosen whether evidence comes by itself."""
    person = await town.person(talker)
    async with town.storage.uow() as uow:
        await uow.people.prefer(person.id, Preference.OPENS_PAPERS, wanted=wanted, at=town.now)
        await uow.commit()


async def papers(reviewer: Talker) -> list[Json]:
    """Return the files in a reviewer's chat, oldest first."""
    return [one for one in await reviewer.chat() if one.get("document") or one.get("photo")]
