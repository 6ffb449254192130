"""A sixth indicator: what is written for it is all here, and reports, review and figures follow from that."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from bot.sample.calendar import deadlines, mornings
from bot.sample.seed import targets
from domain.forms.correction import report_form
from domain.forms.form import Asked, Form, Kind, Question
from domain.forms.questions import choose, counting, evidence, one_of
from domain.forms.words import Wording
from domain.indicators import INDICATORS, Chosen, Indicator, Yearly
from domain.indicators.indicator import VALUE, yearly_form
from domain.keys import Answers, IndicatorKey
from domain.language.numbers import format_decimal, parse_decimal
from domain.people.person import Grant, Role, SubBagian
from tests.handlers.review.reviewing import gives_back
from tests.town.dialogue import HEALTH, LIBRARY, START, Talker, Town, labels, press

INDEX = "indeks"
LOWEST, HIGHEST = Decimal("1.00"), Decimal("5.00")
GRADES = {"2.6": "Baik", "3.5": "Sangat baik"}


def read_index(text: str, _: Asked) -> str:
    return str(parse_decimal(text, minimum=LOWEST, maximum=HIGHEST))


def index_of(answers: Answers) -> Decimal:
    return Decimal(answers[INDEX])


def with_grade(minimum: str) -> str:
    return f"{format_decimal(Decimal(minimum))} ({GRADES[minimum]})"


MINIMUM = Yearly(
    key="spbe.minimum",
    default="2.6",
    read=lambda text: one_of(GRADES, text),
    title="Batas SPBE baik",
    said=lambda minimum: f"minimal {with_grade(minimum)}",
    form=yearly_form(
        "aturan-spbe",
        choose(
            VALUE,
            {minimum: with_grade(minimum) for minimum in GRADES},
            words=Wording("Batas SPBE baik", "Indeks paling rendah yang dianggap baik?"),
        ),
        "PermenPANRB 59/2020",
    ),
)


BORDER = {"ya": "Termasuk", "tidak": "Tidak termasuk"}
INCLUDED = Yearly(
    key="spbe.included",
    default="ya",
    read=lambda text: one_of(BORDER, text),
    title="Angka batas SPBE",
    said=lambda included: f"angka batasnya {BORDER[included].lower()}",
    form=yearly_form(
        "aturan-spbe-batas",
        choose(VALUE, BORDER, words=Wording("Angka batas", "Apakah indeks tepat di batas termasuk baik?")),
        "PermenPANRB 59/2020",
    ),
)


def is_good(answers: Answers, chosen: Chosen) -> bool:
    index, lowest = index_of(answers), Decimal(MINIMUM.of(chosen))
    return index > lowest or (index == lowest and INCLUDED.of(chosen) == "ya")


SPBE = Indicator(
    key=IndicatorKey("spbe"),
    number="5",
    goal="Meningkatkan kematangan pemerintah digital",
    name="Persentase OPD dengan indeks SPBE baik",
    formula="Jumlah Perangkat Daerah dengan Indeks SPBE Baik / Jumlah Seluruh Perangkat Daerah × 100%",
    source="Laporan Evaluasi SPBE",
    owner=SubBagian.KELEMBAGAAN,
    short="SPBE baik",
    title="SPBE",
    also_called="pemerintah digital",
    letters="SPB",
    legal_basis="PermenPANRB 59/2020",
    rule=is_good,
    yearly=(MINIMUM, INCLUDED),
    form=report_form(
        Form(
            "spbe",
            (
                Question(
                    key=INDEX,
                    kind=Kind.TYPED,
                    read=counting(read_index),
                    words=Wording("Indeks", "Berapa indeks SPBE-nya?", "Ketik angka 1–5. Contoh: 3,25"),
                    shown=lambda value: format_decimal(Decimal(value)),
                ),
                evidence("Kirim bukti: laporan evaluasi SPBE."),
            ),
        )
    ),
    outcome=lambda answers: f"indeks {format_decimal(index_of(answers))}",
    points=index_of,
)


@pytest.fixture(autouse=True)
def six() -> Iterator[None]:
    INDICATORS.append(SPBE)
    yield
    INDICATORS.remove(SPBE)


async def reports(operator: Talker, index: str) -> str:
    """Report that index without evidence; return the receipt."""
    shown = await operator.opens("SPBE", index, press("Belum ada berkas", "Kirim"))
    return str(shown["text"])


async def test_it_is_asked_and_sent(siti: Talker) -> None:
    await siti.says("/lapor")
    asked = await siti.presses("SPBE")
    assert asked["text"] == (
        f"SPBE 2026 · 1/2\n{HEALTH.name}\n\nBerapa indeks SPBE-nya?\nKetik angka 1–5. Contoh: 3,25"
    )
    assert "yang bisa 1,00 sampai 5,00" in (await siti.says("5,01"))["text"]
    summary = await siti.walks("3,25", press("Belum ada berkas"))
    assert "Indeks: 3,25\nBukti: Belum ada berkas\n\nArtinya: memenuhi “SPBE baik”." in summary["text"]
    assert "Ubah indeks" in labels(summary)
    receipt = (await siti.presses("Kirim"))["text"]
    assert "SPBE 2026 · Dinas Kesehatan\nindeks 3,25 · tanpa berkas\n\nTiket: SPB-26-0001" in receipt
    assert "Selanjutnya Sub Bagian Kelembagaan dan Kinerja memeriksanya." in receipt
    assert "indeks 3,25 · SPB-26-0001" in (await siti.says("/status"))["text"]


async def test_it_is_accepted_and_another_returned_and_repaired(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    budi = await town.operator(1005, "Budi", LIBRARY.code)
    await reports(siti, "3,25")
    await reports(budi, "2,10")
    card = await dewi.says("/verifikasi")
    assert card["text"].startswith(
        f"SPBE 2026 · 1 dari 2\n{HEALTH.name}\n\nindeks 3,25 → memenuhi\nIndeks: 3,25\n\n"
    )
    card = await dewi.walks(press("Terima", "Berikutnya"))
    assert f"{LIBRARY.name}\n\nindeks 2,10 → belum memenuhi\nIndeks: 2,10" in card["text"]
    await gives_back(dewi, "Indeks")
    await town.send_notices()
    verified = (await siti.card())["text"]
    assert "SPBE 2026 diterima\nDinas Kesehatan: indeks 3,25 · SPB-26-0001" in verified
    assert "🔁 SPBE 2026 perlu diperbaiki" in (await budi.card())["text"]
    repaired = await budi.walks(press("Perbaiki sekarang"), "2,60", press("Kirim"))
    assert "SPBE 2026 · Dinas Perpustakaan dan Kearsipan\nindeks 2,60" in repaired["text"]
    card = await dewi.says("/verifikasi")
    assert "indeks 2,60 → memenuhi" in card["text"]
    assert "Indeks: 2,10 → 2,60" in card["text"]


async def test_it_has_its_line_in_iku_and_what_is_behind_it(town: Town, siti: Talker, dewi: Talker) -> None:
    await town.set_year("target.spbe", "40")
    await reports(siti, "3,25")
    await dewi.walks("/verifikasi", press("Terima"))
    assert (await dewi.says("/iku"))["text"].endswith("5 · SPBE baik  50,00 %  (1/2)\n▓▓░░░ target 40 % ✓")
    for asked in ("5", "spbe", "pemerintah digital"):
        detail = await dewi.says(f"/iku {asked}")
        assert detail["text"].startswith("5 · Persentase OPD dengan indeks SPBE baik\n2026")
        assert labels(detail)[:2] == [f"⬜ {LIBRARY.code}", f"✅ {HEALTH.code}"]
        assert "✅ indeks 3,25" in (await dewi.presses(HEALTH.code))["text"]
    assert "SPBE · 1 dari 2 OPD belum lapor\nbelum ada tenggat" in (await dewi.says("/belum"))["text"]


async def test_an_admin_sets_for_it_what_is_set_for_every_other(town: Town, siti: Talker) -> None:
    rizky = await town.talker(9001, "Rizky", Grant(Role.ADMIN))
    for screen in ("/target", "/tenggat"):
        assert "5 · SPBE baik" in labels(await rizky.says(screen))
    await rizky.walks("/tenggat", press("5 · SPBE baik", "Tetapkan tenggat"))
    await rizky.walks("1 Desember 2026", "16.00", press("Lewati", "Simpan"))
    assert "SPBE\ntenggat 1 Des pukul 16.00 (8 hari lagi)" in (await siti.says("/status"))["text"]
    asked = await rizky.walks("/aturan", press("Ubah batas SPBE baik"))
    assert asked["text"].startswith("Batas SPBE baik 2026 · 1/2\nkini SPBE: minimal 2,60 (Baik)")
    saved = await rizky.walks(press("3,50 (Sangat baik)", "PermenPANRB 59/2020", "Simpan"))
    assert "SPBE: minimal 3,50 (Sangat baik)\nDasar: PermenPANRB 59/2020" in saved["text"]
    summary = await siti.opens("SPBE", "3,25", press("Belum ada berkas"))
    assert "Artinya: belum memenuhi “SPBE baik”." in summary["text"]
    owing = await rizky.walks("/umumkan", "Mohon segera melapor.", press("Yang belum lapor"))
    assert "SPBE" in labels(owing)


async def test_a_year_sets_each_of_its_rules_by_itself(town: Town, siti: Talker) -> None:
    rizky = await town.talker(9001, "Rizky", Grant(Role.ADMIN))
    shown = await rizky.says("/aturan")
    assert [one for one in labels(shown) if "SPBE" in one] == [
        "Ubah batas SPBE baik",
        "Ubah angka batas SPBE",
    ]
    await rizky.walks(press("Ubah batas SPBE baik", "3,50 (Sangat baik)"), "Perwali 1/2026", press("Simpan"))
    await rizky.walks(press("Ubah angka batas SPBE", "Tidak termasuk"), "Perwali 2/2026")
    saved = await rizky.presses("Simpan")
    assert (
        "SPBE: minimal 3,50 (Sangat baik)\nDasar: Perwali 1/2026 · Rizky, 23 Nov 2026\n"
        "SPBE: angka batasnya tidak termasuk\nDasar: Perwali 2/2026 · Rizky, 23 Nov 2026"
    ) in saved["text"]
    told = (await rizky.says("/audit"))["text"]
    assert "aturan SPBE, batas SPBE baik 2026" in told
    assert "aturan SPBE, angka batas SPBE 2026" in told
    summary = await siti.opens("SPBE", "3,50", press("Belum ada berkas"))
    assert "Artinya: belum memenuhi “SPBE baik”." in summary["text"]


async def test_an_old_button_that_names_the_indicator_asks_for_its_first_rule(town: Town) -> None:
    rizky = await town.talker(9001, "Rizky", Grant(Role.ADMIN))
    await rizky.says("/aturan")
    asked = await rizky.forges("jb:2026:spbe")
    assert asked["text"].startswith("Batas SPBE baik 2026 · 1/2")


async def test_buttons_and_rows_of_an_indicator_that_is_gone_are_refused(siti: Talker) -> None:
    await siti.says("/lapor")
    listed = await siti.card()
    INDICATORS.remove(SPBE)
    refused = await siti.presses("SPBE", listed)
    INDICATORS.append(SPBE)
    assert "SPBE" not in refused["text"]


def test_the_demonstration_gives_it_a_target_and_a_deadline() -> None:
    assert targets()[SPBE.key] == "75"
    assert SPBE.key in deadlines(START)
    assert any("SPBE" in told for told in mornings(START).values())
