"""The way back from answers that the code before cannot read: they say the same in its words."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import DBAPIError

from domain.forms.form import Place
from domain.indicators.ikm import nilai_of
from domain.keys import Answers
from domain.reports.events import EventKind
from storage.migrate import downgrade, migrate
from storage.sql.unit_of_work import open_storage
from tests.storage.databases import run
from tests.storage.samples import IKM, KELEMBAGAAN, NOW, clock, someone, started, submission

BEFORE = "0018"
UNITS = '[{"nama":"Satu","nilai":"82.5","responden":120},{"nama":"Dua","nilai":"80.01","responden":45}]'
UNKNOWN = '[{"nama":"Satu","nilai":"82.5","responden":9},{"nama":"Dua","unsur":["3","3.5"]},{"nama":"Tiga"}]'
AVERAGES = "3.31 3.35 3.49 3.93 3.45 3.39 3.39 3.76 3.35"
NINE = {f"u{number}": average for number, average in enumerate(AVERAGES.split(), start=1)}
WRITTEN = {"cara": "terbit", "nilai": "66.34375", "responden": "12"}
BY_THOUSANDTHS = {"cara": "unsur", **NINE, "bacaan": "bobot3", "responden": "7/70"}
PUBLISHED: list[tuple[Answers, Answers]] = [
    ({"cara": "unit", "unit": UNITS}, {"nilai": "81.82", "responden": "165"}),
    ({"cara": "unit", "unit": UNKNOWN}, {"nilai": "81.88", "responden": ""}),
    ({"cara": "unit", "unit": UNITS, "nilai-dokumen": "90.555"}, {"nilai": "90.56", "responden": "165"}),
    ({"cara": "lain", "jumlah": "2", "n1": "3", "n2": "3.2"}, {"nilai": "77.50", "responden": ""}),
    ({"cara": "lain", "jumlah": "2", "n1": "4", "n2": "4"}, {"nilai": "100.00", "responden": ""}),
    (BY_THOUSANDTHS, {"nilai": "87.19", "responden": "7/70"}),
]
AS_THEY_ARE: list[Answers] = [
    WRITTEN,
    {"cara": "unsur", **NINE, "bacaan": "bobot", "responden": ""},
    {"cara": "unit", "unit": "[]"},
    {"cara": "unit", "unit": "?"},
    {"cara": "lain", "jumlah": "2", "n1": "3"},
]
SCORED = {"hasil": "tepat", "skor": "40", "peringkat": "tingkat 4", "skala": "99/2018", "catatan": "ok"}
SETTINGS = {
    "ikm.order": "98",
    "kelembagaan.basis": "99/2018",
    "anjab.validity": "4",
    "target.sakip.tw2": "40",
    "target.sakip": "75",
    "kelembagaan.validity": "2",
}
DRAFTS: list[Answers] = [
    {"cara": "unit", "unit-isian": "{}", "responden": "7"},
    BY_THOUSANDTHS,
    WRITTEN,
]


async def fill(url: str) -> None:
    """Store reports of every kind, an evaluation, settings, and drafts."""
    await migrate(url)
    storage = open_storage(url, clock)
    async with storage.uow() as uow:
        siti = await someone(uow)
        for number, answers in enumerate([*(one for one, _ in PUBLISHED), *AS_THEY_ARE]):
            told = {**answers, "periode": "s2", "bukti": "selesai"}
            await uow.reports.append(submission(siti, opd=f"OPD{number}", indicator=IKM, answers=told))
        evaluated = submission(siti, kind=EventKind.EVALUATED, indicator=KELEMBAGAAN, answers=SCORED)
        await uow.reports.append(evaluated)
        for key, value in SETTINGS.items():
            await uow.years.set(2026, key, value, by=siti.id, at=NOW)
        for number, answers in enumerate(DRAFTS):
            draft = await started(uow, siti, IKM, f"OPD{number}")
            await uow.drafts.save(replace(draft, place=Place(answers)), by=siti.id, at=NOW)
        await uow.drafts.begin("aturan-unsur", "2026", 2026, by=siti.id, at=NOW)
        await uow.commit()
    await storage.close()


def test_the_published_value_is_the_one_that_the_report_came_to() -> None:
    for stored, becomes in PUBLISHED:
        assert nilai_of(stored) == nilai_of({"cara": "terbit", **becomes})


async def test_everything_says_the_same_in_the_words_of_the_code_before(empty_url: str) -> None:
    await fill(empty_url)
    await downgrade(empty_url, BEFORE)
    kept = await run(empty_url, "SELECT key FROM year_settings ORDER BY id")
    assert kept == [("target.sakip",), ("kelembagaan.validity",)]
    ended = await run(empty_url, "SELECT status, holder FROM drafts WHERE form = 'aturan-unsur'")
    assert ended == [("cancelled", None)]
    for change in ("UPDATE report_events SET year = 2020", "DELETE FROM year_settings"):
        with pytest.raises(DBAPIError, match="append-only"):
            await run(empty_url, change)
    await migrate(empty_url)
    storage = open_storage(empty_url, clock)
    async with storage.uow() as uow:
        *reports, evaluated = await uow.reports.events()
        drafts = [(await uow.drafts.get(number)).place.answers for number in (1, 2, 3)]
    await storage.close()
    rest = {"periode": "s2", "bukti": "selesai"}
    said = [*({"cara": "terbit", **becomes} for _, becomes in PUBLISHED), *AS_THEY_ARE]
    assert [one.answers for one in reports] == [{**answers, **rest} for answers in said]
    assert evaluated.answers == {"hasil": "tepat", "catatan": "ok"}
    assert drafts == [{"responden": "7"}, {"cara": "unsur", **NINE, "responden": "7/70"}, WRITTEN]
