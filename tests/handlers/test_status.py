"""`/status` and `/riwayat`: the own OPD, and nothing of anybody else's."""

from tests.dialogue import HEALTH, LIBRARY, Town, labels


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
    assert "Laporan 2026" in (await siti.presses("Lapor sekarang"))["text"]


async def test_status_of_two_opd_is_chosen(town: Town) -> None:
    rina = await town.operator(1003, "Rina", HEALTH.code, LIBRARY.code)
    assert labels(await rina.says("/status")) == [HEALTH.name, LIBRARY.name]
    shown = await rina.presses(LIBRARY.name)
    assert f"Status 2026\n{LIBRARY.name}" in shown["text"]
    assert labels(await rina.presses("OPD lain")) == [HEALTH.name, LIBRARY.name]


async def test_history_tells_everything_newest_first(town: Town) -> None:
    siti = await town.operator()
    await siti.reports_sakip()
    town.pass_time(minutes=5)
    await siti.presses("Tarik kembali")
    shown = await siti.says("/riwayat")
    told = shown["text"]
    assert told.index("ditarik kembali") < told.index("dikirim")
    assert "BB · 75,50 · SKP-26-0001\n23 Nov 2026 09.15 WIB · Siti" in told
    assert "Status 2026" in (await siti.presses("‹ Status"))["text"]


async def test_history_is_paged(town: Town) -> None:
    siti = await town.operator()
    await siti.reports_sakip()
    for _ in range(4):
        await siti.presses("Tarik kembali")
        town.pass_time(minutes=1)
        await siti.presses("Kirim")
        town.pass_time(minutes=1)
    first = await siti.says("/riwayat")
    assert labels(first) == ["·", "1/2", "›", "‹ Status"]
    second = await siti.presses("›")
    assert labels(second) == ["‹", "2/2", "·", "‹ Status"]


async def test_no_history_yet(town: Town) -> None:
    siti = await town.operator()
    assert "Belum ada laporan." in (await siti.says("/riwayat"))["text"]


async def test_a_deadline_today_and_tomorrow(town: Town) -> None:
    await town.set_year("deadline.sakip", "2026-11-23T16:00:00+07:00")
    await town.set_year("deadline.ikm", "2026-11-24T16:00:00+07:00")
    siti = await town.operator()
    told = (await siti.says("/status"))["text"]
    assert "tenggat hari ini pukul 16.00" in told
    assert "(besok)" in told
