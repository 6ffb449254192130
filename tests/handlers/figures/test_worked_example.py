"""The worked example of the domain's figures, reached by talking to the bot and in no other way.

N = 28, of which 20 are verified and met, 2 verified and not met, 2 wait and are met, 1 waits and is not,
1 is returned for repair, 2 have sent nothing; the target is 75 %.
"""

import pytest

from tests.handlers.figures.reading import plain
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels, press

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


@pytest.mark.no_cover
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

        shown = plain((await dewi.says("/iku"))["text"]).split("\n\n")
        assert shown[0].endswith("\n28 perangkat daerah · 3 menunggu Anda")
        assert shown[1].splitlines() == [
            "1 · SAKIP baik  71,43 %  (20/28)",
            "▓▓▓▓▒ target 75 % · butuh 1 OPD lagi",
        ]
        detail = await dewi.presses("1")
        assert plain(detail["text"]).split("\n\n")[1:3] == [
            (
                "71,43 %  (20/28) · target 75 %\n"
                "▓▓▓▓▒ butuh 1 OPD lagi: cukup dari 2 yang menunggu\n"
                "Termasuk menunggu 78,57 %\n"
                "Mungkin 71,43–92,86 %\n"
                "Capaian 95,24 % · Sangat Tinggi"
            ),
            (
                "🕓 3 menunggu Anda · 🔁 1 perlu perbaikan · ⬜ 2 belum lapor · 🔶 2 belum memenuhi · "
                "✅ 20 memenuhi"
            ),
        ]
        found = labels(detail)[:8]
        for _ in range(4):
            found += labels(await dewi.presses("›"))[:8]
        icons = [label[0] for label in found if label[0] in "🕓🔁⬜🔶✅"]
        assert "".join(icons) == "🕓" * 3 + "🔁" + "⬜" * 2 + "🔶" * 2 + "✅" * 20
        owed = (await dewi.says("/belum"))["text"]
        assert "SAKIP · 2 dari 28 OPD belum lapor · 1 perlu perbaikan" in owed
