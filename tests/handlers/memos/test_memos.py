"""*Nota dinas* and *Unduh daftar* on `/belum`: who is offered them, and that they say what it lists."""

import pytest

from domain.documents.memo import MemoContent, OverdueContent
from domain.documents.wanted import DocumentKind, Wanted
from domain.figures.asking import period
from domain.indicators import reported
from domain.keys import IndicatorKey
from domain.people.person import Grant, Person, Role, SubBagian
from domain.units.opd import Opd
from handlers.city.figures import known
from handlers.memos import may_have, narrowed
from handlers.overdue.owing import owing_of
from handlers.papers.buttons import asks
from tests.town.dialogue import HEALTH, Json, Talker, Town, labels

SAKIP_DUE = "2026-11-20T16:00:00+07:00"
KEYS = ("Nota dinas", "Unduh daftar")
VERIFIKATOR = Grant(Role.VERIFIKATOR, "kelembagaan")


def on_paper(shown: Json) -> list[str]:
    return [label for label in labels(shown) if label in KEYS]


def person(*grants: Grant) -> Person:
    return Person(1, 1, "Dewi", frozenset(grants))


async def late_town(town: Town) -> Talker:
    """Return a verifikator of a town in which both OPD are late with SAKIP."""
    await town.set_year("deadline.sakip", SAKIP_DUE)
    return await town.talker(2001, "Dewi", VERIFIKATOR)


async def memo_of(
    town: Town, talker: Talker, label: str = "Nota dinas", shown: Json | None = None
) -> MemoContent | OverdueContent:
    await talker.presses(label, shown)
    await town.make_papers()
    content = town.drawn.drawn[-1]
    assert isinstance(content, MemoContent | OverdueContent)
    return content


async def test_the_nota_dinas_comes_as_a_file_with_its_numbers_below_it(town: Town) -> None:
    dewi = await late_town(town)
    shown = await dewi.says("/belum")
    assert on_paper(shown) == list(KEYS)
    await memo_of(town, dewi)
    file = await dewi.card()
    assert file["document"]["file_name"] == "IKU-2026-kelembagaan-nota-dinas.docx"
    assert "Laporan SAKIP: 2 dari 2 Perangkat Daerah belum menyampaikan, 2 lewat tenggat" in file["caption"]
    assert "Konsep: baca dan lengkapi nomornya sebelum ditandatangani." in file["caption"]
    assert "Kode periksa" in file["caption"]
    # The list that it was asked from stays where it is.
    assert any("Belum lapor 2026 · Kelembagaan" in one.get("text", "") for one in await dewi.chat())


async def test_the_list_comes_as_a_workbook(town: Town) -> None:
    dewi = await late_town(town)
    await dewi.says("/belum")
    await memo_of(town, dewi, "Unduh daftar")
    file = await dewi.card()
    assert file["document"]["file_name"] == "IKU-2026-kelembagaan-belum-lapor.xlsx"
    assert "Daftar belum lapor" in file["caption"]


async def test_both_say_of_each_opd_what_belum_lists_at_that_instant(town: Town, siti: Talker) -> None:
    await town.set_year("deadline.ikm", "2026-12-31T16:00:00+07:00")
    dewi = await late_town(town)
    await siti.reports_sakip()
    boss = await town.talker(2009, "Pak Kabag", Grant(Role.PIMPINAN))
    shown = await boss.says("/belum")
    for label in KEYS:
        content = await memo_of(town, boss, label, shown)
        async with town.storage.uow() as uow:
            owing = owing_of(await known(uow, period(2026, 0, town.now)), reported())
        listed = {(one.indicator.title, owed.opd.name, owed.due) for one in owing for owed in one.owed}
        assert listed
        if isinstance(content, OverdueContent):
            assert {(row.report, row.opd, row.due) for row in content.rows} == listed
        else:
            assert {(row[2], row[1]) for row in content.rows} == {(title, name) for title, name, _ in listed}
        counted = {one.indicator: (one.owed, one.total) for one in content.reports}
        assert counted == {one.indicator.key: (len(one.owed), one.total) for one in owing}
    # A verifikator's list of one Sub Bagian likewise, in the chat's own words.
    shown = await dewi.says("/belum")
    assert "SAKIP · 1 dari 2 OPD belum lapor" in shown["text"]
    content = await memo_of(town, dewi)
    assert content.reports[0].owed == 1


async def test_where_nobody_is_late_only_the_list_is_offered_and_where_nothing_is_owed_neither(
    town: Town, eka: Talker, siti: Talker
) -> None:
    dewi = await town.talker(2001, "Dewi", VERIFIKATOR)
    assert on_paper(await dewi.says("/belum")) == ["Unduh daftar"]  # without a deadline nobody is late
    await town.set_year("deadline.sakip", "2026-12-20T16:00:00+07:00")
    assert on_paper(await dewi.says("/belum")) == ["Unduh daftar"]
    await siti.reports_sakip()
    await eka.reports_sakip()
    assert on_paper(await dewi.says("/belum")) == []


async def test_an_opd_that_has_said_that_nothing_is_out_is_late_with_nothing(
    town: Town, siti: Talker
) -> None:
    dewi = await late_town(town)
    await town.close_opd(next(opd for opd in await opds(town) if opd.code != HEALTH.code))
    assert on_paper(await dewi.says("/belum")) == list(KEYS)
    await siti.opens("SAKIP")
    await siti.says("belum terbit desember")
    await siti.presses("Kirim")
    shown = await dewi.says("/belum")
    assert on_paper(shown) == ["Unduh daftar"]
    content = await memo_of(town, dewi, "Unduh daftar")
    assert isinstance(content, OverdueContent)
    assert [row.late for row in content.rows] == [None]
    assert "LHE belum terbit" in content.rows[0].state


async def opds(town: Town) -> list[Opd]:
    async with town.storage.uow() as uow:
        return list(await uow.opds.all())


async def test_what_was_reported_before_the_file_was_made_is_not_in_it(town: Town, siti: Talker) -> None:
    dewi = await late_town(town)
    await dewi.says("/belum")
    await dewi.presses("Nota dinas")
    await siti.reports_sakip()
    await town.make_papers()
    content = town.drawn.drawn[-1]
    assert isinstance(content, MemoContent)
    assert [row[1] for row in content.rows] == ["Dinas Perpustakaan dan Kearsipan"]


async def test_a_list_that_was_searched_for_and_one_of_another_sub_bagian_offer_nothing(town: Town) -> None:
    dewi = await late_town(town)
    await dewi.says("/belum")
    assert on_paper(await dewi.says("dinas kesehatan")) == []
    await dewi.says("/belum")
    assert on_paper(await dewi.presses("Tatalaksana")) == []


async def test_one_report_is_handed_over_by_itself_and_an_evaluation_never(town: Town) -> None:
    dewi = await late_town(town)
    await dewi.says("/belum sakip")
    await memo_of(town, dewi)
    assert (await dewi.card())["document"]["file_name"] == "IKU-2026-SAKIP-nota-dinas.docx"
    await dewi.says("/belum")
    assert on_paper(await dewi.presses("Belum dinilai")) == []


OF_SAKIP = Wanted(kind=DocumentKind.MEMO, year=2026, indicator=IndicatorKey.SAKIP)
OF_ALL = Wanted(kind=DocumentKind.MEMO, year=2026)
OF_ANJAB = Wanted(kind=DocumentKind.MEMO, year=2026, scope="anjab")


@pytest.mark.parametrize(
    ("grants", "may"),
    [
        ([], [False, False, False]),
        ([Grant(Role.OPERATOR, HEALTH.code)], [False, False, False]),
        ([VERIFIKATOR], [True, False, False]),
        ([Grant(Role.VERIFIKATOR, "anjab")], [False, False, True]),
        ([Grant(Role.VERIFIKATOR, one) for one in SubBagian], [True, True, True]),
        ([Grant(Role.PIMPINAN)], [True, True, True]),
        ([Grant(Role.ADMIN)], [True, True, True]),
    ],
)
def test_who_may_have_which(grants: list[Grant], may: list[bool]) -> None:
    assert [may_have(person(*grants), wanted) for wanted in (OF_SAKIP, OF_ALL, OF_ANJAB)] == may
    unknown = Wanted(kind=DocumentKind.MEMO, year=2026, scope="keuangan")
    assert not may_have(person(*grants), unknown)


def test_who_leads_the_office_is_offered_all_of_it() -> None:
    of = (DocumentKind.MEMO, 2026, SubBagian.KELEMBAGAAN, None)
    leads = narrowed(person(Grant(Role.PIMPINAN)), *of)
    checks = narrowed(person(VERIFIKATOR), *of)
    assert leads is not None
    assert checks is not None
    assert (leads.scope, checks.scope) == ("", "kelembagaan")


async def test_an_operator_who_forges_the_button_is_given_nothing(town: Town, siti: Talker) -> None:
    await late_town(town)
    await siti.says("/menu")
    for wanted in (OF_SAKIP, OF_ALL):
        await siti.forges(asks(wanted).pack(below=True))
    await town.make_papers()
    assert town.drawn.drawn == []


async def test_who_is_no_verifikator_any_more_when_it_is_made_gets_nothing(town: Town) -> None:
    dewi = await late_town(town)
    await dewi.says("/belum")
    await dewi.presses("Nota dinas")
    async with town.storage.uow() as uow:
        found = await uow.people.by_telegram_id(2001)
        assert found is not None
        await uow.people.end(found.id, VERIFIKATOR, by=found.id, at=town.now)
        await uow.people.grant(found.id, Grant(Role.OPERATOR, HEALTH.code), by=found.id, at=town.now)
        await uow.commit()
    await town.make_papers()
    assert "document" not in await dewi.card()
    assert "hak akses Bapak/Ibu telah berubah" in (await dewi.card())["text"]
