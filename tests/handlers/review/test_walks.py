"""Reviewers press whatever stands in their chat, new or old: the rule about papers holds after every step."""

import random
import re

import pytest

from domain.people.person import Grant, Role
from tests.drawing import cases
from tests.handlers.review.reviewing import reports_with
from tests.town.dialogue import Json, Talker, Town, labels

WALKS = cases(6, 40)
STEPS = 40
REPORTS = 3
WAYS = re.compile(
    "Terima|Berikutnya ›|‹ Daftar|Urungkan|Buka lagi|Kembalikan|‹ Laporan|Perbarui|☐ Nilai|Lanjut: alasan ›"
    "|Angka berbeda dengan bukti|Lanjutkan Kembalikan .*|Batal|📎.*|[123]\\. .*"
)
VERDICTS = {"Terima", "Kembalikan"}


async def city(town: Town) -> Talker:
    """Bring a reviewer for whom the reports of three OPD wait, each with two files."""
    await town.found_opds(REPORTS)
    for number in range(REPORTS):
        operator = await town.talker(1100 + number, f"Orang {number}", Grant(Role.OPERATOR, f"OPD{number}"))
        files = [
            (f"{number}{part}.pdf", f"%PDF-1.7 {number} {part}".encode(), "application/pdf") for part in "ab"
        ]
        await reports_with(operator, *files)
        town.pass_time(seconds=1)
    dewi = await town.reviewer()
    await dewi.says("/verifikasi")
    return dewi


def is_paper(message: Json) -> bool:
    return bool(message.get("document"))


def broken(chat: list[Json]) -> list[str]:
    """Return what is wrong with a chat: two live cards, or a card beside another report's papers."""
    live = [place for place, one in enumerate(chat) if VERDICTS & set(labels(one))]
    wrong = ["two live cards"] if sum("Terima" in labels(one) for one in chat) > 1 else []
    for place in live:
        (opd,) = set(re.findall(r"Dinas \d\d", chat[place]["text"]))
        if any(is_paper(one) for one in chat[place:]):
            wrong.append(f"papers below the card of {opd}")
        for one in reversed(chat[:place]):
            if not is_paper(one):
                break
            if not one["caption"].startswith(f"{opd} · "):
                wrong.append(f"{one['caption']} above the card of {opd}")
    return wrong


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(WALKS))
async def test_no_walk_brings_a_verdict_beside_the_papers_of_another(town: Town, seed: int) -> None:
    choose, dewi = random.Random(seed), await city(town)  # noqa: S311 - a walk, no secret
    walked = []
    for _ in range(STEPS):
        pressable = [
            (one, label) for one in await dewi.chat() for label in labels(one) if WAYS.fullmatch(label)
        ]
        # Now and then the list is asked for anew; mostly somebody presses what stands lowest.
        if not pressable or choose.random() < 0.1:
            walked.append("/verifikasi")
            await dewi.says("/verifikasi")
        else:
            message, label = choose.choice(pressable[-6:] if choose.random() < 0.7 else pressable)
            walked.append(label)
            await dewi.presses(label, message)
        town.pass_time(seconds=choose.choice((1, 20, 200)))
        assert broken(await dewi.chat()) == [], walked
