"""Somebody asks for a document: it is said at once that it is being made, and then it is there."""

from tests.handlers.papers.sheets import asks_for
from tests.town.dialogue import Talker, Town, labels

PREPARING = "Formulir IKU 2026\nSedang disiapkan… Berkasnya muncul di sini."


async def test_it_is_said_at_once_and_the_message_becomes_the_file(town: Town, siti: Talker) -> None:
    said = await asks_for(siti)
    assert (said["text"], labels(said)) == (PREPARING, ["‹ Beranda"])
    assert town.drawn.drawn == []
    await town.make_papers()
    file = await siti.card()
    assert file["message_id"] == said["message_id"]
    assert file["document"]["file_name"] == "IKU-2026-formulir.pdf"
    assert await town.download(file) == town.papers.stored()[0].read_bytes()
    assert labels(file) == ["‹ Beranda"]
    head, numbers, code = file["caption"].split("\n\n")
    assert head == "Formulir <IKU>\nPosisi per 23 November 2026 pukul 09.15 WIB"
    assert numbers.splitlines() == [
        "SAKIP baik 0,00 % (0 dari 2), belum ada target",
        "Tepat tugas dan fungsi 0,00 % (0 dari 2), belum ada target",
    ]
    assert code.startswith("Kode periksa ")
