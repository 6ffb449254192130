"""Real files that once stopped everybody (`tests/cases`): what their sender reads, and that the others go on.

Each is sent as evidence, and what goes by the name of a table is sent where tables are read, too. Another
OPD's file is there at the same time and has its ✓ in the same tick; also after a restart.
"""

import pytest

from domain.forms.drafts import FileState
from handlers.evidence.collect import LANE
from tests.handlers.admins import admin_of
from tests.places import CASES
from tests.town.dialogue import LIBRARY, Json, Talker, Town

OTHER = ("lhe-lain.pdf", b"%PDF-1.7 lain", "application/pdf")
UPDATES = frozenset(path.name for path in CASES.glob("update-*"))
"""Not files that are sent, but what Telegram says."""

TAKEN = "✓"
LOCKED = "berkas ini terkunci kata sandi"
DAMAGED = "berkas ini rusak"
PACKED = "dimampatkan dengan cara yang tidak umum"
NO_EVIDENCE = "bukan foto, PDF, DOCX atau XLSX"
AS_EVIDENCE = {
    "apng.png": TAKEN,
    "bukti-damaged-one-byte.docx": DAMAGED,
    "burst-hevc.heic": TAKEN,
    "iphone-10bit-heix.heic": TAKEN,
    "isian-float-80.10000000000001.xlsx": TAKEN,
    "isian-merged-down.xlsx": TAKEN,
    "mif1-only.heic": TAKEN,
    "ok.pdf": TAKEN,
    "opd-dates-serial-general.xlsx": TAKEN,
    "opd-dates-text-id.xlsx": TAKEN,
    "opd-deflate64.xlsx": PACKED,
    "opd-error-cell.xlsx": TAKEN,
    "opd-excel-id-short.csv": NO_EVIDENCE,
    "opd-excel-id-utf8bom.csv": NO_EVIDENCE,
    "opd-excel-id.csv": NO_EVIDENCE,
    "opd-hidden-first-sheet.xlsx": TAKEN,
    "opd-nul.csv": NO_EVIDENCE,
    "opd-sep-line.csv": NO_EVIDENCE,
    "opd-unknown-encoding.xlsx": DAMAGED,
    "opd-wb-unknown-encoding.xlsx": DAMAGED,
    "opd-x000d.xlsx": TAKEN,
    "opd-zip-password.xlsx": LOCKED,
    "opd-zstd.xlsx": PACKED,
    "opd-zwsp-code.xlsx": TAKEN,
    "pdf-crlf-first.pdf": TAKEN,
    "pdf-newline-first.pdf": TAKEN,
    "pdf-php-warning-first.pdf": TAKEN,
    "word-document2.docx": TAKEN,
}
AS_OPD_LIST = {
    "bukti-damaged-one-byte.docx": "bukan tabel yang bisa dibaca",
    "opd-deflate64.xlsx": PACKED,
    "opd-unknown-encoding.xlsx": DAMAGED,
    "opd-wb-unknown-encoding.xlsx": DAMAGED,
    "opd-zip-password.xlsx": LOCKED,
    "opd-zstd.xlsx": PACKED,
    "ok.pdf": "bukan tabel yang bisa dibaca",
}
"""What those that can be read mean is told in test_sheet_cases.py."""
AS_EVALUATION = {
    "bukti-damaged-one-byte.docx": DAMAGED,
    "opd-deflate64.xlsx": PACKED,
    "opd-unknown-encoding.xlsx": DAMAGED,
    "opd-zip-password.xlsx": LOCKED,
    "opd-zstd.xlsx": PACKED,
    "ok.pdf": "tidak bisa dibuka sebagai XLSX",
}


def case(name: str) -> tuple[str, bytes, str]:
    return (name, (CASES / name).read_bytes(), "application/octet-stream")


async def at_evidence(town: Town, telegram_id: int, name: str, *opds: str) -> Talker:
    talker = await town.operator(telegram_id, name, *opds)
    await talker.opens("SAKIP", "bb", "75,5")
    return talker


async def ticked(town: Town, talker: Talker, budi: Talker, *, restarted: bool) -> str:
    """Let the other one send a file as well and let the tick run once; return what the first one reads."""
    await budi.sends(OTHER)
    if restarted:
        await town.restart()
    await town.tick()
    await town.send_notices()
    assert TAKEN in (await budi.card())["text"]
    async with town.storage.uow() as uow:
        assert await uow.troubles.of(LANE) == []
        assert await uow.evidence.due(town.now, 100) == []
    return str((await talker.card())["text"])


def test_every_case_is_in_the_table() -> None:
    assert set(AS_EVIDENCE) == {path.name for path in CASES.iterdir()} - UPDATES - {"database-truncated.db"}


@pytest.mark.parametrize(
    ("name", "restarted"),
    [
        *((name, True) for name in AS_EVIDENCE),
        *((name, False) for name in ("ok.pdf", "opd-zip-password.xlsx")),
    ],
)
async def test_as_evidence(town: Town, name: str, restarted: bool) -> None:
    budi = await at_evidence(town, 1002, "Budi", LIBRARY.code)
    siti = await at_evidence(town, 1001, "Siti")
    sent = await siti.sends(case(name), as_="document")
    assert f"📎 {name}" in sent["text"]
    told = await ticked(town, siti, budi, restarted=restarted)
    assert AS_EVIDENCE[name] in told
    file = (await town.draft_files(siti))[0]
    is_taken = AS_EVIDENCE[name] == TAKEN
    assert file.state is (FileState.STORED if is_taken else FileState.REFUSED)
    assert is_taken is (file.name in told and "✗" not in told)
    assert "/batal" not in told
    assert "Draf dihapus" in (await siti.says("/batal"))["text"]


async def sends_as_opd_list(town: Town, name: str) -> tuple[Talker, Json]:
    admin = await admin_of(town)
    await admin.says("/opd")
    await admin.presses("Dari berkas")
    return admin, await admin.sends(case(name), as_="document")


@pytest.mark.parametrize("name", AS_OPD_LIST)
async def test_as_the_list_of_opd(town: Town, name: str) -> None:
    budi = await at_evidence(town, 1002, "Budi", LIBRARY.code)
    admin, at_once = await sends_as_opd_list(town, name)
    told = await ticked(town, admin, budi, restarted=True)
    assert AS_OPD_LIST[name] in at_once["text"] + told


@pytest.mark.parametrize("name", [path.name for path in CASES.glob("opd-*")])
async def test_a_list_of_opd_is_always_answered(town: Town, name: str) -> None:
    budi = await at_evidence(town, 1002, "Budi", LIBRARY.code)
    admin, at_once = await sends_as_opd_list(town, name)
    told = await ticked(town, admin, budi, restarted=False)
    assert told != at_once["text"]
    assert "⚠️" in told or "Berkas sudah dibaca" in told


@pytest.mark.parametrize("name", AS_EVALUATION)
async def test_as_an_evaluation(town: Town, name: str) -> None:
    budi = await at_evidence(town, 1002, "Budi", LIBRARY.code)
    dewi = await town.reviewer()
    await dewi.says("/evaluasi")
    await dewi.sends(case(name), as_="document")
    assert AS_EVALUATION[name] in await ticked(town, dewi, budi, restarted=True)
