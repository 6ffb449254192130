"""Whom an announcement reaches: exactly those who were counted when it was confirmed, each once."""

import pytest

from domain.people.person import Unreachable
from handlers.announcements.texts import for_whom
from storage.ports import NoticeState
from tests.handlers.admins import admin_of
from tests.handlers.announcements.announcing import (
    RAPAT,
    announces,
    crowd,
    heard,
    lines,
    stored,
    ticks,
    writes,
)
from tests.handlers.morning.mornings import wib
from tests.town.dialogue import HEALTH, LIBRARY, Json, Talker, Town, labels


@pytest.mark.parametrize(
    ("pressed", "words", "names"),
    [
        (["Semua"], "semua pengguna", ["admin", "siti", "budi", "dewi", "bambang"]),
        (["Operator"], "semua operator", ["siti", "budi"]),
        (["Verifikator"], "semua verifikator", ["dewi"]),
        (["Pimpinan"], "semua pimpinan", ["bambang"]),
        (["Admin"], "semua admin", ["admin"]),
        (
            ["Per Sub Bagian", "Tatalaksana"],
            "operator yang melapor ke Sub Bagian Tatalaksana dan Pelayanan Publik",
            ["siti", "budi"],
        ),
        (["Yang belum lapor", "IKM"], "operator OPD yang belum lapor IKM 2026", ["siti", "budi"]),
        (["Yang belum lapor", "SAKIP"], "operator OPD yang belum lapor SAKIP 2026", ["budi"]),
    ],
)
async def test_each_audience_gets_it_and_nobody_else(
    town: Town, people: dict[str, Talker], pressed: list[str], words: str, names: list[str]
) -> None:
    await people["siti"].reports_sakip()
    card = await writes(people["admin"], *pressed)
    assert f"Untuk: {words}" in card["text"]
    await people["admin"].presses(f"Kirim ke {len(names)} orang")
    await town.send_notices()
    reached = [name for name, talker in people.items() if RAPAT in await heard(talker)]
    # Besides what may have arrived, the admin has the preview.
    assert set(reached) == {"admin", *names}
    assert len(await lines(town)) == len(names)
    assert {one.state for one in await lines(town)} == {NoticeState.SENT}


async def test_an_audience_can_be_typed_too(people: dict[str, Talker]) -> None:
    await writes(people["admin"])
    assert "Penerima: 1 orang" in (await people["admin"].says("pimpinan"))["text"]


async def test_nothing_can_be_sent_to_nobody(town: Town, people: dict[str, Talker]) -> None:
    for name in ("siti", "budi"):
        await town.end_role(people[name], HEALTH.code if name == "siti" else LIBRARY.code)
    card = await writes(people["admin"], "Operator")
    assert "Tidak ada yang termasuk" in card["text"]
    assert labels(card) == ["Ubah isi", "Ubah penerima", "‹ Kembali", "Batal"]
    draft = await town.held(people["admin"])
    assert draft is not None
    told = await people["admin"].forges(f"bk:{draft.id}:{draft.version}:00000000")
    assert "sudah tidak berlaku" in told["text"]
    assert await stored(town) == []


async def test_who_gets_it_can_be_read_by_name(town: Town, people: dict[str, Talker]) -> None:
    siti = await town.person(people["siti"])
    async with town.storage.uow() as uow:
        await uow.people.unreachable(siti.id, Unreachable.BLOCKED, town.now)
        await uow.commit()
    card = await writes(people["admin"], "Semua")
    assert "1 di antaranya saat ini tidak terjangkau." in card["text"]
    listed = await people["admin"].presses("Lihat daftar")
    assert listed["text"].splitlines() == [
        "Penerima (5)",
        "",
        "• Bambang, pimpinan",
        "• Budi, Dinas Perpustakaan dan Kearsipan",
        "• Dewi, verifikator Kelembagaan",
        "• Pak Admin, admin",
        "• Siti, Dinas Kesehatan – tidak terjangkau",
    ]
    assert listed["message_id"] == card["message_id"]
    assert "Kirim ke 5 orang" in labels(await people["admin"].presses("‹ Kembali"))


async def test_a_long_list_has_pages(town: Town, people: dict[str, Talker]) -> None:
    await crowd(town, 20)
    await writes(people["admin"], "Operator")
    await people["admin"].presses("Lihat daftar")
    second = await people["admin"].presses("›")
    assert "Penerima (22)" in second["text"]
    assert "Operator 19" in second["text"]
    assert "Operator 00" not in second["text"]


async def test_when_the_audience_has_changed_nothing_is_sent_and_the_new_number_shown(
    town: Town, people: dict[str, Talker]
) -> None:
    admin = people["admin"]
    await writes(admin, "Yang belum lapor", "SAKIP")
    await people["siti"].reports_sakip()
    card = await admin.presses("Kirim ke 2 orang")
    assert "Penerimanya baru saja berubah" in card["text"]
    assert await stored(town) == []
    await admin.presses("Kirim ke 1 orang")
    assert len(await lines(town)) == 1


async def test_the_same_number_of_other_people_is_another_audience(
    town: Town, people: dict[str, Talker]
) -> None:
    await writes(people["admin"], "Operator")
    await town.end_role(people["siti"], HEALTH.code)
    await town.operator(1009, "Wati", HEALTH.code)
    card = await people["admin"].presses("Kirim ke 2 orang")
    assert "Penerimanya baru saja berubah" in card["text"]
    assert await stored(town) == []


async def test_two_presses_and_a_redelivery_announce_once(town: Town, people: dict[str, Talker]) -> None:
    admin = people["admin"]
    card = await writes(admin, "Operator")
    for _ in range(2):
        await admin.taps("Kirim ke 2 orang", card)
    first, second = await town.waiting()
    for update in (first, second, first):
        await town.deliver(update)
    assert len(await stored(town)) == 1
    assert len(await lines(town)) == 2
    assert await admin.toasts() == ["Sudah dicatat."]
    assert "Pengumuman sedang dikirim" in (await admin.card())["text"]
    await town.send_notices()
    assert (await heard(people["siti"])).count(RAPAT) == 1


async def test_a_draft_of_somebody_else_is_theirs(town: Town, people: dict[str, Talker]) -> None:
    await writes(people["admin"], "Operator")
    draft = await town.held(people["admin"])
    assert draft is not None
    other = await admin_of(town, 9002, "Bu Admin")
    await other.says("/start")
    for data in ("bl:{}:{}:0", "bk:{}:{}:00000000", "s:{}:{}"):
        await other.forges(data.format(draft.id, draft.version))
    assert await stored(town) == []
    assert await town.held(people["admin"]) == draft


async def test_it_is_sent_only_with_the_number_that_was_shown(town: Town, people: dict[str, Talker]) -> None:
    await writes(people["admin"], "Operator")
    draft = await town.held(people["admin"])
    assert draft is not None
    await people["admin"].forges(f"s:{draft.id}:{draft.version}")
    assert await stored(town) == []
    assert await town.held(people["admin"]) == draft


async def test_what_is_not_finished_has_no_list(town: Town, people: dict[str, Talker]) -> None:
    await writes(people["admin"])
    draft = await town.held(people["admin"])
    assert draft is not None
    told = await people["admin"].forges(f"bl:{draft.id}:{draft.version}:0")
    assert "sudah tidak berlaku" in told["text"]


async def test_a_role_that_ends_meanwhile_gets_nothing(town: Town, people: dict[str, Talker]) -> None:
    await announces(people["admin"], "Operator")
    await town.end_role(people["siti"], HEALTH.code)
    await town.send_notices()
    assert RAPAT not in await heard(people["siti"])
    await ticks(town)
    missed = await people["admin"].presses("Yang belum menerima (1)")
    assert "• Siti, tanpa peran\n  perannya sudah berakhir" in missed["text"]


async def written_in_january(town: Town, people: dict[str, Talker], next_due: str) -> Json:
    """Let Siti alone have reported in time, and the admin write to the late on 5 January; return the card."""
    await town.set_year("deadline.sakip", "2026-12-31T16:00:00+07:00")
    await town.set_year("deadline.sakip", next_due, 2027)
    await people["siti"].reports_sakip()
    town.go_to(wib(5, month=1, year=2027))
    return await writes(people["admin"], "Yang belum lapor", "SAKIP")


async def test_after_new_year_it_reaches_those_who_are_late_with_last_years_report(
    town: Town, people: dict[str, Talker]
) -> None:
    card = await written_in_january(town, people, next_due="2027-12-31T16:00:00+07:00")
    assert "Untuk: operator OPD yang belum lapor SAKIP 2026\nPenerima: 1 orang" in card["text"]
    counting = await people["admin"].presses("Kirim ke 1 orang")
    assert "Untuk: operator OPD yang belum lapor SAKIP 2026\n" in counting["text"]
    await town.send_notices()
    assert RAPAT in await heard(people["budi"])
    assert RAPAT not in await heard(people["siti"])
    assert "belum lapor SAKIP 2026" in (await people["admin"].says("/audit"))["text"]


async def test_once_the_present_years_report_is_reminded_of_both_are_meant(
    town: Town, people: dict[str, Talker]
) -> None:
    card = await written_in_january(town, people, next_due="2027-01-15T16:00:00+07:00")
    assert "belum lapor SAKIP 2026 atau 2027\nPenerima: 2 orang" in card["text"]


async def test_what_is_not_pursued_any_more_is_not_announced_about(
    town: Town, people: dict[str, Talker]
) -> None:
    await town.set_year("deadline.sakip", "2026-12-31T16:00:00+07:00")
    town.go_to(wib(2, month=3, year=2027))
    assert "SAKIP 2027\n" in (await writes(people["admin"], "Yang belum lapor", "SAKIP"))["text"]


async def test_a_draft_from_before_new_year_means_what_is_asked_for_when_it_is_sent(
    town: Town, people: dict[str, Talker]
) -> None:
    await writes(people["admin"], "Yang belum lapor", "SAKIP")
    town.go_to(wib(5, month=1, year=2027))
    card = await people["admin"].presses("Kirim ke 2 orang")
    assert "Penerimanya baru saja berubah" in card["text"]
    assert "SAKIP 2027\n" in card["text"]
    await people["admin"].presses("Kirim ke 2 orang")
    assert [one.audience for one in await stored(town)] == ["owes:sakip:2027"]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("owes:sakip", "operator OPD yang belum lapor SAKIP"),
        ("owes:sakip:2026", "operator OPD yang belum lapor SAKIP 2026"),
        ("owes:ikm:2026:2027", "operator OPD yang belum lapor IKM 2026 atau 2027"),
    ],
)
def test_an_audience_is_said_with_its_years(key: str, said: str) -> None:
    assert for_whom(key) == said
