"""The worked example of the domain's figures, reached by talking to the bot and in no other way.

N = 28, of which 20 are verified and met, 2 verified and not met, 2 wait and are met, 1 waits and is not,
1 is returned for repair, 2 have sent nothing; the target is 75 %.
"""

from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, press

N = 28
MET, UNMET = ("BB", "75,5"), ("CC", "55")
REVIEWED = [MET] * 20 + [UNMET] * 2
WAITING = [MET] * 2 + [UNMET]


async def report(town: Town, codes: list[str], answers: list[tuple[str, str]]) -> None:
    """Let an operator of each OPD report SAKIP, one minute after the other."""
    for code, (predikat, nilai) in zip(codes, answers, strict=True):
        number = int(code.removeprefix("OPD")) if code.startswith("OPD") else len(code) + 100
        operator = await town.operator(5000 + number, f"Operator {code}", code)
        await operator.reports_sakip(predikat, nilai)
        town.pass_time(minutes=1)


async def accept_all(dewi: Talker, count: int) -> None:
    """Walk through the inbox from its first report, accepting each."""
    await dewi.says("/verifikasi")
    for _ in range(count):
        assert "Diterima oleh Dewi" in (await dewi.presses("Terima"))["text"]
        await dewi.presses("Berikutnya ›")


async def return_first(dewi: Talker) -> None:
    await dewi.walks(
        "/verifikasi",
        press("Kembalikan", "Nilai", "Lanjut: alasan ›"),
        "Nilainya berbeda dengan dokumen",
    )
    assert "Dikembalikan oleh Dewi" in (await dewi.presses("Kembalikan"))["text"]


async def test_the_worked_example_is_what_iku_shows() -> None:
    async with Town() as town:
        await town.found_opds(N - 2)
        await town.set_year("target.sakip", "75")
        dewi = await town.reviewer()
        codes = [HEALTH.code, LIBRARY.code, *(f"OPD{number}" for number in range(N - 2))]
        await report(town, codes[:22], REVIEWED)
        await accept_all(dewi, 22)
        await report(town, codes[22:23], [MET])
        await return_first(dewi)
        await report(town, codes[23:26], WAITING)

        shown = (await dewi.says("/iku"))["text"]
        assert shown.split("\n\n")[0].endswith("\n28 perangkat daerah")
        assert shown.split("\n\n")[1].splitlines() == [
            "1 · SAKIP baik",
            "71,43 %  (20 dari 28)",
            "▓▓▓▓▓▓▓░░░  target 75 %",
            "termasuk menunggu: 78,57 %",
            "mungkin: 71,43–92,86 %",
            "capaian 95,24 % · Sangat Tinggi",
            "Kurang 1 OPD · 3 menunggu Anda",
            "perlu perbaikan: 1 OPD",
        ]
        detail = (await dewi.presses("1 · SAKIP baik"))["text"]
        assert "✅ Memenuhi (20)" in detail
        await dewi.presses("›")
        rest = (await dewi.presses("›"))["text"]
        heads = [block.splitlines()[0] for block in rest.split("\n\n")[2:-1]]
        assert heads == [
            "🔶 Belum memenuhi (2)",
            "🕓 Menunggu verifikasi (3)",
            "🔁 Perlu perbaikan (1)",
            "⬜ Belum lapor (2)",
        ]
        owed = (await dewi.says("/belum"))["text"]
        assert "SAKIP\n3 dari 28 OPD belum lapor" in owed
