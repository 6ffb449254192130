"""Whatever somebody turns to: no button of a card that they left claims what is not so."""

import pytest

from domain.forms.drafts import Aside, DraftStatus
from domain.people.person import Grant, Role
from handlers.conversation.flow import flow_of
from tests.town.dialogue import HEALTH, Json, Town, labels
from tests.town.talker import Talker, data_of

NOTED = "Sudah dicatat."
TASKS = {
    "/lapor": ("SAKIP", "BB", "75,5", "Belum ada berkas"),
    "/lapor ": ("IKM", "Nilai IKM yang dipublikasikan", "85,5"),
    "/opd": ("Tambah OPD", "DINSOS", "Dinas Sosial"),
    "/umumkan": ("Rapat besok pukul 09.00", "Semua"),
    "/pengguna": ("Cari nama",),
    "/evaluasi": ("Mulai menilai", "Dengan skor", "Tepat"),
    "/tahun": ("2026", "Target", "SAKIP"),
}
"""What may be begun, and how it goes on: a button of the newest card, or else typed."""


async def goes_on(who: Talker, task: str) -> list[Json]:
    """Begin a task and go on with it; return every card as it was seen."""
    seen = [await who.says(task.strip())]
    for step in TASKS[task]:
        shown = any(step in label for label in labels(seen[-1]))
        seen.append(await (who.presses(step) if shown else who.says(step)))
    return seen


async def all_rounder(town: Town) -> Talker:
    grants = (Grant(Role.OPERATOR, HEALTH.code), Grant(Role.VERIFIKATOR, "kelembagaan"), Grant(Role.ADMIN))
    return await town.talker(1001, "Serba Bisa", *grants)


@pytest.mark.no_cover
@pytest.mark.parametrize("other", TASKS)
@pytest.mark.parametrize("task", TASKS)
async def test_no_button_of_an_older_card_claims_what_is_not_so(town: Town, task: str, other: str) -> None:
    """Every button of every card of a task, after turning to another: what is said of it is so."""
    somebody = await all_rounder(town)
    seen = await goes_on(somebody, task)
    await somebody.says("/status")
    await goes_on(somebody, other)
    for card in seen:
        for label, data in data_of(card).items():
            prefix, _, rest = data.partition(":")
            number = int(rest.split(":")[0]) if prefix in "asxme" else None
            before = await town.draft(number) if number else None
            toasts = len(await somebody.toasts())
            await somebody.presses_late(card, label)
            said = " ".join((await somebody.toasts())[toasts:])
            after = await town.draft(number) if number else None
            if NOTED in said:
                assert after is not None
                assert after == before
                assert after.aside is None
                assert prefix == "a"
                assert rest.split(":")[-1] in after.place.answers.values()
            if before is not None and before == after and before.aside is Aside.SAID:
                assert flow_of(before).undone in said
            assert after is None or after.status is not DraftStatus.SENT
