"""Whatever bytes a file is made of: its sender is told, the others' files go on, and no process of ours ends.

Draws some hundred files; with EXHAUSTIVE=1 ten thousand, each looked at by the real worker.
"""

from collections import Counter
from collections.abc import AsyncIterator, Callable
from random import Random

import pytest

from domain.files.foreign import UnfitFile
from domain.files.names import clean
from domain.forms.drafts import Draft, Evidence, FileState
from handlers.evidence.collect import LANE
from handlers.words import files as texts
from simulator.files import store_document
from simulator.spec import Upload
from storage.foreign.reader import ForeignReader
from tests.drawing import cases
from tests.handlers.evidence.file_mutants import mutant, originals
from tests.town.dialogue import LIBRARY, Talker, Town

IN_A_TOWN, TOWNS = cases(60, 250), cases(1, 40)
TABLES = cases(300, 10_000)
AT_A_TIME = 6
GOOD = ("lhe.pdf", b"%PDF-1.7 lhe")


@pytest.fixture
async def reader() -> AsyncIterator[ForeignReader]:
    reader = ForeignReader()
    yield reader
    await reader.close()


async def at_evidence(town: Town, talker: Talker) -> Draft:
    await talker.opens("SAKIP", "bb", "75,5")
    draft = await town.held(talker)
    assert draft is not None
    return draft


async def sent(town: Town, draft: Draft, name: str, content: bytes) -> Evidence:
    """Let a file be there as if it had been sent; the conversation about it is not what is tried here."""
    told = store_document(town.hub.world, Upload(name, "application/octet-stream", content))
    file = Evidence(
        id=0,
        draft=draft.id,
        opd=draft.opd or "",
        file_id=told["file_id"],
        unique_id=told["file_unique_id"] + str(town.next_forged()),
        kind="document",
        name=clean(name),
        size=len(content),
        added_by=draft.touched_by,
        added_at=town.now,
        next_try=town.now,
    )
    async with town.storage.uow() as uow:
        added = await uow.evidence.add(file)
        await uow.commit()
    return added


async def settled(town: Town, files: list[Evidence]) -> list[Evidence]:
    """Return the files as they are now, and take them out of their drafts: a card has room for ten."""
    async with town.storage.uow() as uow:
        now = await uow.evidence.several([file.id for file in files])
        for file in files:
            await uow.evidence.remove(file.id, town.now)
        await uow.commit()
    return now


async def told_since(talker: Talker, newest: int) -> str:
    """Return what stands below that message now."""
    later = [message for message in await talker.chat() if message["message_id"] > newest]
    return "\n".join(message["text"] for message in later if "text" in message)


@pytest.mark.no_cover
@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(TOWNS))
async def test_mutated_files_stop_nobody(
    reader: ForeignReader, show: Callable[[str], None], seed: int
) -> None:
    chance, known, counts = Random(seed), originals(), Counter[str]()  # noqa: S311 - the same for the same seed
    async with Town(foreign=reader) as town:
        siti, budi = await town.operator(), await town.operator(1002, "Budi", LIBRARY.code)
        bad, good = await at_evidence(town, siti), await at_evidence(town, budi)
        for _ in range(0, IN_A_TOWN, AT_A_TIME):
            files = [await sent(town, bad, *mutant(chance, known)) for _ in range(AT_A_TIME)]
            other, newest = await sent(town, good, *GOOD), (await siti.card())["message_id"]
            await town.tick()
            *files, other = await settled(town, [*files, other])
            assert other.state is FileState.STORED
            told = await told_since(siti, newest)
            for file in files:
                assert file.state is FileState.STORED or _is_answered(file, told)
                counts[str(file.problem) or "taken"] += 1
        async with town.storage.uow() as uow:
            assert await uow.troubles.of(LANE) == []
    assert sum(counts.values()) >= IN_A_TOWN
    show(f"mutated files (seed {seed}): {sum(counts.values())}, {dict(counts.most_common())}")


def _is_answered(file: Evidence, told: str) -> bool:
    """Return whether it is told why the file cannot be used: in a message, or beside it on the card."""
    why = f"✗ tidak bisa dipakai: {texts.in_short(file.problem)}"
    return texts.unusable(file.name, file.problem) in told or any(
        f"📎 {file.name} (" in line and why in line for line in told.splitlines()
    )


@pytest.mark.exhaustive
async def test_mutated_tables_are_read_or_refused(reader: ForeignReader, show: Callable[[str], None]) -> None:
    chance, counts = Random(8), Counter[str]()  # noqa: S311 - as above
    known = [(name, content) for name, content in originals() if name.endswith((".xlsx", ".csv"))]
    for _ in range(TABLES):
        _, content = mutant(chance, known)
        try:
            await reader.rows(content, formula="=")
            counts["read"] += 1
        except UnfitFile as unfit:
            counts[unfit.fault.value] += 1
    assert sum(counts.values()) == TABLES
    show(f"mutated tables: {TABLES}, {dict(counts.most_common())}")
