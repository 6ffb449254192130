"""`/pengguna`: who may do what, and how a role is given and ends."""

from dataclasses import replace

from domain.people.person import Grant, Role
from handlers.delivery.lane import deliver
from handlers.people.buttons import Give
from tests.handlers.admins import ADMIN, admin_of, invites_operator
from tests.town.dialogue import HEALTH, Json, Talker, Town, labels, press

HEALTH_OPERATOR = Grant(Role.OPERATOR, HEALTH.code)


async def card_of(admin: Talker, name: str) -> Json:
    await admin.says("/pengguna")
    return await admin.presses(name)


async def ends(admin: Talker, name: str, role: str) -> Json:
    await card_of(admin, name)
    await admin.presses(f"Akhiri {role}")
    return await admin.presses("Ya, akhiri")


async def test_everybody_is_listed_by_unit_with_the_units_that_nobody_speaks_for(
    town: Town, admin: Talker
) -> None:
    await town.operator()
    await town.talker(2001, "Dewi", Grant(Role.VERIFIKATOR, "anjab"))
    listed = await admin.says("/pengguna")
    assert "Pengguna (3)" in listed["text"]
    assert "Admin: Pak Admin\n" in listed["text"]
    assert "Verifikator Kelembagaan: belum ada\n" in listed["text"]
    assert "DINKES: Siti\n\n" in listed["text"]
    assert "Belum ada operator (1): DISPERPUSIP" in listed["text"]
    assert labels(listed)[:3] == ["Pak Admin", "Dewi", "Siti"]


async def test_a_long_list_is_paged_and_searched(town: Town) -> None:
    await town.found_opds(12)
    admin = await admin_of(town)
    await town.operator(1001, "Siti", "OPD11")
    for number in range(7):
        await town.operator(1002 + number, f"Ani {number}", "OPD10")
    first = await admin.says("/pengguna")
    assert "Belum ada operator (12): DINKES, DISPERPUSIP, OPD0" in first["text"]
    assert "1/2" in labels(first)
    second = await admin.presses("›")
    assert "Siti" in labels(second)
    assert "Belum ada operator" not in second["text"]
    await admin.presses("Cari")
    assert "Tidak ada pengguna" in (await admin.says("zulaikha"))["text"]
    await admin.presses("Cari")
    found = await admin.says("dinas 11")
    assert "OPD11: Siti" in found["text"]
    await admin.walks(press("Siti", "Semua pengguna", "Cari"))
    assert "Pengguna (9)" in (await admin.presses("Kembali"))["text"]


async def test_somebody_is_found_by_the_short_name_of_the_opd(town: Town, admin: Talker) -> None:
    async with town.storage.uow() as uow:
        await uow.opds.record(replace(HEALTH, short="Kemenkes"), by=None, at=town.now)
        await uow.commit()
    await town.operator()
    await admin.says("/pengguna")
    await admin.presses("Cari")
    assert "Kemenkes: Siti" in (await admin.says("kemenkes"))["text"]


async def test_a_name_typed_while_the_list_is_on_the_screen_is_looked_for(town: Town) -> None:
    await town.found_opds(12)
    admin = await admin_of(town)
    await town.operator(1001, "Siti", "OPD11")
    for number in range(9):
        await town.operator(1002 + number, f"Ani {number}", "OPD10")
    await admin.says("/pengguna")
    found = await admin.says("dinas 11")
    assert "OPD11: Siti" in found["text"]
    assert "pertama" not in found["text"]
    assert labels(found) == ["Siti", "‹ Semua pengguna", "Cari", "Undang", "‹ Beranda"]
    many = await admin.says("ani")
    assert "Pengguna (9)" in many["text"]
    assert "Ini 8 yang pertama; ketik lebih lengkap." in many["text"]
    assert sum(label.startswith("Ani") for label in labels(many)) == 8
    assert "zulaikha" in (await admin.says("zulaikha"))["text"]


async def test_what_is_typed_to_the_list_after_the_role_ended_finds_nobody(town: Town) -> None:
    other = await admin_of(town, 9002, "Bu Admin")
    await town.operator()
    await other.says("/pengguna")
    person = await town.person(other)
    async with town.storage.uow() as uow:
        await uow.people.end(person.id, ADMIN, by=None, at=town.now)
        await uow.commit()
    assert "DINKES: Siti" not in (await other.says("siti"))["text"]


async def test_many_roles_are_paged(town: Town, admin: Talker) -> None:
    await town.found_opds(8)
    await town.operator(1001, "Siti", *(f"OPD{number}" for number in range(8)))
    first = await card_of(admin, "Siti")
    assert "8 peran" in first["text"]
    assert [label for label in labels(first) if "Akhiri" in label] == [
        f"Akhiri operator OPD{number}" for number in range(4)
    ]
    second = await admin.presses("›")
    assert "Akhiri operator OPD7" in labels(second)
    assert "operator Dinas 07" in second["text"]
    await admin.presses("Akhiri operator OPD7")
    assert "7 peran" in (await admin.presses("Ya, akhiri"))["text"]


async def test_results_of_a_search_are_paged(town: Town, admin: Talker) -> None:
    for number in range(13):
        await town.operator(1000 + number, f"Sri {number}")
    await admin.says("/pengguna")
    await admin.presses("Cari")
    assert "1/2" in labels(await admin.says("sri"))
    assert "2/2" in labels(await admin.presses("›"))


async def test_a_card_says_since_when_and_by_whom(town: Town, admin: Talker) -> None:
    token = await invites_operator(admin)
    siti = await town.talker(1001, "Siti")
    town.pass_time(hours=1)
    await siti.says(f"/start {token}")
    card = await card_of(admin, "Siti")
    assert "operator Dinas Kesehatan\n  sejak 23 Nov 2026 10.15 WIB, oleh Pak Admin" in card["text"]
    assert "dari pengaturan atau baris perintah" in (await card_of(admin, "Pak Admin"))["text"]


async def test_a_role_that_the_trail_does_not_tell_of_is_listed_without_its_origin(
    town: Town, admin: Talker
) -> None:
    await town.operator()
    town.storage.tables.audit.clear()
    card = await card_of(admin, "Siti")
    assert "operator Dinas Kesehatan" in card["text"]
    assert "sejak" not in card["text"]


async def test_a_role_given_again_is_told_as_it_was_given_last(
    town: Town, admin: Talker, siti: Talker
) -> None:
    await town.end_role(siti, HEALTH.code)
    for number in range(120):
        await town.set_year("target.sakip", f"person 2 {number}")
    town.pass_time(days=1)
    await card_of(admin, "Siti")
    card = await admin.walks(press("Tambah peran", "Operator OPD", "Dinas Kesehatan"))
    assert "sejak 24 Nov 2026 09.15 WIB, oleh Pak Admin" in card["text"]


async def test_an_old_role_is_found_far_back_in_the_trail(town: Town, admin: Talker) -> None:
    await town.operator()
    for number in range(120):
        await town.set_year("target.sakip", f"person 2 {number}")
    assert "sejak 23 Nov 2026" in (await card_of(admin, "Siti"))["text"]


async def test_a_role_is_added_and_the_person_is_told_and_has_the_menu(
    town: Town, admin: Talker, siti: Talker
) -> None:
    await siti.says("/iku")
    await card_of(admin, "Siti")
    assert "Pilih peran yang ditambahkan" in (await admin.presses("Tambah peran"))["text"]
    await admin.presses("Verifikator")
    card = await admin.presses("Analisis Jabatan")
    assert "verifikator Sub Bagian Analisis Jabatan dan Kepegawaian" in card["text"]
    assert (await town.person(siti)).grants == {HEALTH_OPERATOR, Grant(Role.VERIFIKATOR, "anjab")}
    menu = [one["command"] for one in (await town.people.chat(siti.id))["commands"]]
    assert {"lapor", "verifikasi"} <= set(menu)
    await deliver(town.app.context_types.context(town.app))
    assert "Peran baru: verifikator" in (await siti.card())["text"]


async def test_a_role_that_somebody_has_already_is_not_given_twice(
    town: Town, admin: Talker, siti: Talker
) -> None:
    number = (await town.person(siti)).id
    before = len(town.storage.tables.audit)
    await admin.says("/pengguna")
    await admin.forges(Give(number, "operator", HEALTH.code, 1).pack())
    assert len(town.storage.tables.audit) == before
    assert town.storage.tables.notices == {}


async def test_an_ended_role_is_gone_at_the_next_tap_and_the_draft_waits_for_a_colleague(
    town: Town, admin: Talker, siti: Talker, budi: Talker
) -> None:
    old = await siti.fills_sakip()
    asked = await card_of(admin, "Siti")
    assert "Akhiri operator DINKES" in labels(asked)
    assert "tombol dan perintah lama" in (await admin.presses("Akhiri operator"))["text"]
    assert "Tidak punya peran" in (await admin.presses("Ya, akhiri"))["text"]

    assert "Mintalah tautan undangan" in (await siti.presses("Kirim", old))["text"]
    assert "Mintalah tautan undangan" in (await siti.says("/lapor"))["text"]
    assert await town.events(HEALTH.code) == []
    await budi.says("/lapor")
    offered = await budi.presses("SAKIP")
    assert "diisi rekan Anda, Siti" in offered["text"]
    assert "BB" in (await budi.presses("Lanjutkan"))["text"]
    await deliver(town.app.context_types.context(town.app))
    assert "Peran diakhiri: " in (await siti.card())["text"]
    assert [one["command"] for one in (await town.people.chat(siti.id))["commands"]] == [
        "menu", "iku", "batal", "bantuan", "start",
    ]  # fmt: skip


async def test_a_draft_that_the_person_may_still_fill_in_stays(town: Town, admin: Talker) -> None:
    siti = await town.operator(1001, "Siti", HEALTH.code, "DISPERPUSIP")
    await siti.walks("/lapor", press("Dinas Kesehatan", "SAKIP"))
    await ends(admin, "Siti", "operator DISPERPUSIP")
    held = await town.held(siti)
    assert held is not None
    assert held.opd == HEALTH.code


async def test_a_role_that_has_ended_meanwhile_is_not_ended_again(
    town: Town, admin: Talker, siti: Talker
) -> None:
    await card_of(admin, "Siti")
    asked = await admin.presses("Akhiri operator")
    await town.end_role(siti, HEALTH.code)
    assert "tidak berlaku" in (await admin.presses("Ya, akhiri", asked))["text"]
    card = await card_of(admin, "Siti")
    assert "Tidak punya peran" in card["text"]


async def test_whoever_has_no_role_any_more_is_listed_and_asked_about_no_more(
    town: Town, admin: Talker, siti: Talker
) -> None:
    old = await card_of(admin, "Siti")
    await town.end_role(siti, HEALTH.code)
    assert "tidak berlaku" in (await admin.presses("Akhiri operator", old))["text"]
    assert "Tanpa peran: Siti" in (await admin.says("/pengguna"))["text"]


async def test_the_last_admin_stays_and_one_of_two_may_go(town: Town, admin: Talker) -> None:
    assert "admin terakhir" in (await ends(admin, "Pak Admin", "admin bot"))["text"]
    assert (await town.person(admin)).roles == {Role.ADMIN}
    await admin_of(town, 9002, "Bu Admin")
    assert "Tidak punya peran" in (await ends(admin, "Pak Admin", "admin bot"))["text"]
    assert "Mintalah tautan undangan" in (await admin.says("/pengguna"))["text"]


async def test_an_admin_of_the_settings_comes_back_and_the_card_says_so() -> None:
    async with Town(admins=frozenset({9001})) as town:
        named = await town.talker(9001, "Pak Admin")
        await named.says("/start")
        other = await admin_of(town, 9002, "Bu Admin")
        card = await card_of(other, "Pak Admin")
        assert "disebut sebagai admin di pengaturan" in card["text"]
        await ends(other, "Pak Admin", "admin bot")
        assert (await town.person(named)).roles == frozenset()
        await named.says("/pengguna")
        assert (await town.person(named)).roles == {Role.ADMIN}


async def test_a_menu_that_cannot_be_set_does_not_stop_the_end_of_a_role(
    town: Town, admin: Talker, siti: Talker
) -> None:
    await town.people.fault("500", method="setMyCommands", times=5)
    assert "Tidak punya peran" in (await ends(admin, "Siti", "operator"))["text"]
    assert (await town.person(siti)).roles == frozenset()
    assert town.undelivered == []


async def test_a_press_delivered_twice_ends_a_role_once(town: Town, admin: Talker) -> None:
    await town.operator()
    await card_of(admin, "Siti")
    await admin.presses("Akhiri operator")
    update = await admin.pressed("Ya, akhiri")
    await town.deliver(update)
    before = len(town.storage.tables.audit)
    await town.process(update)
    assert len(town.storage.tables.audit) == before
    assert "Tidak punya peran" in (await admin.card())["text"]
