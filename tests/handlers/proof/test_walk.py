"""From *Unduh* to paper and back: the code below a file is typed, and the same document is made anew."""

import re

from domain.documents.wanted import DocumentKind, Wanted
from domain.office.office import Part
from handlers.papers.buttons import asks
from tests.town.dialogue import Talker, Town, labels

FORM = Wanted(kind=DocumentKind.FORM, year=2026)


async def test_the_code_below_a_file_tells_what_the_file_said(town: Town, siti: Talker, dewi: Talker) -> None:
    await siti.says("/menu")
    await siti.forges(asks(FORM).pack(below=True))
    await town.make_papers()
    found = re.search(r"Kode periksa ([0-9A-Z-]{19})", (await siti.card())["caption"])
    assert found is not None
    told = await dewi.says(found[1])
    assert told["text"].startswith("Sesuai: Formulir IKU 2026\n")
    assert "Masih sama dengan data sekarang." in told["text"]
    async with town.storage.uow() as uow:
        await uow.office.set(Part.GOVERNMENT, "Pemerintah Kota Lain", by=None, at=town.now)
        await uow.commit()
    told = await dewi.says(found[1])
    assert "Sudah berubah sejak itu" in told["text"]
    assert "→ kini" in told["text"]
    assert "Buat yang terbaru" in labels(told)
    made = await dewi.presses("Buat yang terbaru")
    assert "Sedang disiapkan…" in made["text"]
    assert made["message_id"] != told["message_id"]
    await town.make_papers()
    newer = re.search(r"Kode periksa ([0-9A-Z-]{19})", (await dewi.card())["caption"])
    assert newer is not None
    assert newer[1] != found[1]
    assert "Masih sama" in (await dewi.says(newer[1]))["text"]
