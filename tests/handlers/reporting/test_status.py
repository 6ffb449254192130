"""`/status` and `/riwayat`: the own OPD, and nothing of anybody else's."""

import pytest

from tests.handlers.morning.mornings import wib
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels


async def test_status_shows_every_report_with_its_deadline(town: Town) -> None:
    await town.set_year("deadline.ikm", "2026-12-15T16:00:00+07:00")
    await town.set_year("deadline.anjab", "2026-11-20T16:00:00+07:00")
    siti = await town.operator()
    await siti.reports_sakip()
    shown = await siti.says("/status")
    assert "🕓 SAKIP\nBB · 75,50 · SKP-26-0001\nmenunggu sejak 23 Nov 2026 09.15 WIB" in shown["text"]
    assert "⬜ IKM\ntenggat 15 Des pukul 16.00 (22 hari lagi)" in shown["text"]
    assert "⏰ Analisis jabatan\nlewat tenggat 20 Nov pukul 16.00" in shown["text"]
    assert "⬜ Ketatalaksanaan – belum dinilai" in shown["text"]
    assert labels(shown) == ["Lapor Analisis jabatan", "Lapor IKM", "Riwayat", "Sematkan", "Lainnya ›"]
    assert "1/" in (await siti.presses("Lapor IKM"))["text"]


async def test_status_of_two_opd_is_chosen(town: Town) -> None:
    rina = await town.operator(1003, "Rina", HEALTH.code, LIBRARY.code)
    listed = await rina.says("/status")
    assert "⬜⬜⬜ DINKES – SAKIP belum dilaporkan" in listed["text"]
    assert labels(listed) == ["DINKES", "DISPERPUSIP", "IKU", "Sematkan", "Lainnya ›"]
    shown = await rina.presses("DISPERPUSIP")
    assert f"Status 2026\n{LIBRARY.name}" in shown["text"]
    assert labels(await rina.presses("OPD lain")) == [HEALTH.name, LIBRARY.name, "‹ Beranda"]


async def test_history_tells_everything_newest_first(town: Town, siti: Talker) -> None:
    await siti.reports_sakip()
    town.pass_time(minutes=5)
    await siti.withdraws()
    shown = await siti.says("/riwayat")
    told = shown["text"]
    assert told.index("ditarik kembali") < told.index("dikirim")
    assert "BB · 75,50 · SKP-26-0001\n23 Nov 2026 09.15 WIB · Siti" in told
    assert "Status 2026" in (await siti.presses("‹ Status"))["text"]


async def test_history_is_paged(town: Town, siti: Talker) -> None:
    await siti.reports_sakip()
    for _ in range(4):
        await siti.withdraws()
        town.pass_time(minutes=1)
        await siti.presses("Kirim")
        town.pass_time(minutes=1)
    first = await siti.says("/riwayat")
    assert labels(first) == ["·", "1/2", "›", "‹ Status", "‹ Beranda"]
    second = await siti.presses("›")
    assert labels(second) == ["‹", "2/2", "·", "‹ Status", "‹ Beranda"]


async def test_no_history_yet(siti: Talker) -> None:
    assert "Belum ada laporan." in (await siti.says("/riwayat"))["text"]


async def test_a_deadline_today_and_tomorrow(town: Town) -> None:
    await town.set_year("deadline.sakip", "2026-11-23T16:00:00+07:00")
    await town.set_year("deadline.ikm", "2026-11-24T16:00:00+07:00")
    siti = await town.operator()
    told = (await siti.says("/status"))["text"]
    assert "tenggat hari ini pukul 16.00" in told
    assert "(besok)" in told


@pytest.fixture
async def january(town: Town) -> Town:
    """A Tuesday after New Year: SAKIP of 2026 has a deadline that has passed."""
    await town.set_year("deadline.sakip", "2026-12-31T16:00:00+07:00")
    town.go_to(wib(5, month=1, year=2027))
    return town


@pytest.mark.parametrize(("command", "head"), [("/status", "Status"), ("/lapor", "Laporan")])
async def test_after_new_year_both_show_what_is_still_asked_for(
    january: Town, command: str, head: str
) -> None:
    siti = await january.operator()
    shown = await siti.says(command)
    assert f"{head} 2026\n{HEALTH.name}\n\n⏰ SAKIP\nlewat tenggat 31 Des 2026" in shown["text"]
    this_year = await siti.presses(f"{head} 2027")
    assert this_year["text"].startswith(f"{head} 2027\n")
    assert (await siti.presses(f"{head} 2026"))["text"].startswith(f"{head} 2026\n")
    await siti.presses("SAKIP" if command == "/lapor" else "Lapor SAKIP", await siti.says(command))
    assert "2026" in (await siti.card())["text"]


async def test_what_was_sent_of_last_year_can_be_followed(january: Town) -> None:
    siti = await january.operator()
    await siti.reports_sakip()
    followed = await siti.says("/status")
    assert "\n\nStatus 2026\n" in followed["text"]
    assert "🕓 SAKIP\nBB · 75,50 · SKP-26-0001" in followed["text"]
    assert (await siti.says("/lapor"))["text"].startswith("Laporan 2027\n")
    await january.verify(HEALTH.code)
    assert "\n\nStatus 2027\n" in (await siti.says("/status"))["text"]


async def test_a_closed_year_is_shown_only_to_whoever_asks_for_it(january: Town) -> None:
    siti = await january.operator()
    await january.set_year("closed_at", "2027-01-05T08:00:00+07:00")
    for command, head in (("/status", "Status"), ("/lapor", "Laporan")):
        assert f"{head} 2027\n" in (await siti.says(command))["text"]
        assert (await siti.presses(f"{head} 2026"))["text"].startswith(f"{head} 2026\n")


async def test_what_is_not_pursued_any_more_makes_room_for_the_present_year(january: Town) -> None:
    siti = await january.operator()
    january.go_to(wib(2, month=3, year=2027))
    assert "\n\nStatus 2027\n" in (await siti.says("/status"))["text"]
    january.go_to(wib(1, month=4, year=2027))
    assert "Status 2026" not in labels(await siti.says("/status"))


async def test_a_forged_year_shows_the_present_one(january: Town) -> None:
    siti = await january.operator()
    await siti.says("/status")
    for year in ("2025", "2028"):
        assert "Status 2027" in (await siti.forges(f"st:{HEALTH.code}:{year}"))["text"]


async def test_a_year_that_no_button_has_is_no_button(january: Town) -> None:
    siti = await january.operator()
    await siti.says("/status")
    assert "Tombol ini sudah tidak berlaku" in (await siti.forges(f"st:{HEALTH.code}:-1"))["text"]
