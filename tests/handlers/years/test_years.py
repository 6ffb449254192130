"""`/tahun`: the list of years, a year's card, and opening the next one."""

from datetime import UTC, datetime

import pytest

from domain.people.person import Grant, Role
from tests.handlers.admins import admin_of
from tests.handlers.years.yearly import NEW_YEAR, opens_year, reported, settings_of, values_of
from tests.town.dialogue import HEALTH, Talker, Town, labels, press


async def settle_2026(town: Town) -> None:
    await town.set_year("target.sakip", "75")
    await town.set_year("deadline.sakip", "2026-02-27T16:00:00+07:00")
    await town.set_year("sakip.minimum", "BB")


async def test_a_town_without_settings_has_this_year(admin: Talker) -> None:
    shown = await admin.says("/tahun")
    assert "2026 · berjalan\n0 target, 0 tenggat" in shown["text"]
    assert labels(shown) == ["2026 · berjalan", "‹ Beranda"]


async def test_last_year_is_listed_once_something_was_reported(
    town: Town, admin: Talker, siti: Talker
) -> None:
    await reported(town, siti)
    town.now = NEW_YEAR
    assert labels(await admin.says("/tahun")) == ["2027 · berjalan", "2026 · terbuka", "‹ Beranda"]


async def test_the_card_of_a_year_shows_what_is_set(town: Town) -> None:
    await settle_2026(town)
    admin = await admin_of(town)
    card = await opens_year(admin, 2026)
    assert card["text"].startswith("Tahun 2026 · berjalan")
    assert "1 · SAKIP: 75 %\n2 · Tepat tugas dan fungsi: belum ada target" in card["text"]
    assert (
        "Tenggat\nSAKIP: 27 Feb 2026 16.00 WIB\nPengingat: H‑14, H‑7, H‑3, H‑1, hari‑H, H+1, H+7"
        in card["text"]
    )
    assert "SAKIP: minimal BB (Sangat Baik)" in card["text"]
    assert "Ketatalaksanaan: 4 item wajib\n• SOP AP ditetapkan dan direviu" in card["text"]
    assert labels(card) == ["Target", "Aturan", "Tenggat", "‹ Daftar tahun", "‹ Beranda"]


async def test_extensions_are_counted_and_not_taken_over(town: Town) -> None:
    await settle_2026(town)
    await town.set_year("extension.sakip.DINKES", "2026-03-05T16:00:00+07:00")
    await town.set_year("reminder.before", "5,0")
    admin = await admin_of(town)
    card = await opens_year(admin, 2026)
    assert "SAKIP: 27 Feb 2026 16.00 WIB (1 OPD diperpanjang)\n" in card["text"]
    await admin.presses("Daftar tahun")
    preview = (await admin.presses("Buka tahun 2027"))["text"]
    assert "Perpanjangan dan hari libur tambahan tidak ikut." in preview
    assert "SAKIP: 26 Feb 2027 16.00 WIB\nPengingat: H‑5, hari‑H, H+1, H+7" in preview


async def test_opening_a_year_takes_over_after_a_preview(town: Town) -> None:
    await settle_2026(town)
    admin = await admin_of(town)
    await admin.says("/tahun")
    preview = await admin.presses("Buka tahun 2027")
    assert preview["text"].startswith("Buka tahun 2027?\n\nDisalin dari 2026")
    assert "SAKIP: 26 Feb 2027 16.00 WIB" in preview["text"]
    assert "SAKIP: belum dipilih, memakai minimal B (Baik)" in preview["text"]
    assert "Batas SAKIP baik dipilih di langkah berikutnya." in preview["text"]
    await admin.presses("Pilih batas SAKIP ›")
    assert await settings_of(town, 2027) == []
    opened = await admin.presses("Buka dengan BB (Sangat Baik)")
    assert opened["text"].startswith("✅ Tersimpan.\n\nTahun 2027 · disiapkan")
    assert await values_of(town, 2027) == {
        "target.sakip": "75",
        "deadline.sakip": "2027-02-26T16:00:00+07:00",
        "sakip.minimum": "BB",
    }
    person = await town.person(admin)
    assert {one.by for one in await settings_of(town, 2027)} == {person.id}
    assert labels(await admin.presses("Daftar tahun")) == ["2027 · disiapkan", "2026 · berjalan", "‹ Beranda"]


async def test_the_basis_of_a_target_goes_along(town: Town) -> None:
    async with town.storage.uow() as uow:
        await uow.years.set(2026, "target.sakip", "75", by=None, at=town.now, legal_basis="RPJMD")
        await uow.commit()
    admin = await admin_of(town)
    await admin.walks("/tahun", press("Buka tahun", "Pilih batas", "Buka dengan A"))
    stored = {one.key: one.legal_basis for one in await settings_of(town, 2027)}
    assert stored == {"target.sakip": "RPJMD", "sakip.minimum": "PermenPANRB 88/2021"}


async def test_what_changed_since_the_preview_is_shown_again_and_not_taken_over(town: Town) -> None:
    await settle_2026(town)
    admin = await admin_of(town)
    await admin.says("/tahun")
    await admin.presses("Buka tahun")
    await town.set_year("target.sakip", "80")
    again = await admin.presses("Pilih batas SAKIP")
    assert again["text"].startswith("⚠️ Pengaturannya berubah")
    assert "1 · SAKIP: 80 %" in again["text"]
    await admin.presses("Pilih batas SAKIP")
    await town.set_year("target.sakip", "85")
    again = await admin.presses("Buka dengan B (Baik)")
    assert again["text"].startswith("⚠️ Pengaturannya berubah")
    assert "1 · SAKIP: 85 %" in again["text"]
    assert await settings_of(town, 2027) == []
    await admin.walks(press("Pilih batas SAKIP", "Buka dengan B (Baik)"))
    assert (await values_of(town, 2027))["target.sakip"] == "85"


async def test_of_two_admins_opening_a_year_one_does(town: Town) -> None:
    await settle_2026(town)
    first, second = await admin_of(town), await admin_of(town, 9002, "Bu Admin")
    for admin in (first, second):
        await admin.says("/tahun")
        await admin.walks(press("Buka tahun 2027", "Pilih batas SAKIP"))
    await first.presses("Buka dengan BB")
    late = await second.presses("Buka dengan A")
    assert late["text"].startswith("Tahun berikutnya sudah dibuka.\n\nTahun")
    assert len(await settings_of(town, 2027)) == 3
    assert (await values_of(town, 2027))["sakip.minimum"] == "BB"


async def test_a_redelivered_opening_is_answered_and_stored_once(town: Town) -> None:
    await settle_2026(town)
    admin = await admin_of(town)
    await admin.says("/tahun")
    card = await admin.walks(press("Buka tahun 2027", "Pilih batas SAKIP"))
    update = await admin.pressed("Buka dengan BB", card)
    await town.deliver(update, times=2)
    assert len(await settings_of(town, 2027)) == 3
    assert (await admin.card())["text"].startswith("✅ Tersimpan.")


async def test_many_years_come_in_pages(town: Town) -> None:
    for year in range(2015, 2026):
        await town.set_year("target.sakip", "70", year)
    admin = await admin_of(town)
    first = await admin.says("/tahun")
    assert [label[:4] for label in labels(first)[:2]] == ["2026", "2025"]
    assert "1/2" in labels(first)
    assert "2015 · terbuka" in labels(await admin.presses("›"))


@pytest.mark.parametrize(
    "data", ["jy:2050", "jt:2050", "ja:2050", "js:2050:sakip", "jk:2050", "jx:2050:0", "jr:2050"]
)
async def test_a_forged_year_is_refused(town: Town, data: str) -> None:
    await settle_2026(town)
    admin = await admin_of(town)
    await admin.says("/tahun")
    assert "sudah tidak berlaku" in (await admin.forges(data))["text"]
    assert await settings_of(town, 2050) == []


PRESSES = (
    "jl:0",
    "jy:2026",
    "jo",
    "jp:2027:00000000",
    "jq:2027:00000000:B",
    "jk:2026",
    "jx:2026:00000000",
    "jr:2026",
    "jt:2026",
    "js:2026:sakip",
    "ja:2026",
    "jb:2026:sakip",
)
OTHERS = (
    Grant(Role.OPERATOR, HEALTH.code),
    Grant(Role.VERIFIKATOR, "kelembagaan"),
    Grant(Role.PIMPINAN),
)


@pytest.mark.parametrize("grant", OTHERS, ids=lambda grant: grant.role.value)
async def test_nobody_but_an_admin_may(town: Town, grant: Grant) -> None:
    await settle_2026(town)
    town.now = datetime(2027, 1, 2, tzinfo=UTC)
    other = await town.talker(4001, "Lain", grant)
    before = await settings_of(town, 2026)
    for command in ("/tahun", "/target", "/aturan"):
        assert "bukan untuk peran Anda" in (await other.says(command))["text"]
    for data in PRESSES:
        assert "hanya untuk admin" in (await other.forges(data))["text"], data
    assert await settings_of(town, 2026) == before
    assert await settings_of(town, 2027) == []
    assert await town.held(other) is None
