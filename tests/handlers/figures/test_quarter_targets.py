"""A quarter's number is judged against its own target, and says so wherever it is shown."""

from datetime import UTC, datetime

from domain.people.person import Grant, Role
from tests.handlers.admins import admin_of
from tests.handlers.years.yearly import closes, opens_year
from tests.town.dialogue import HEALTH, Talker, Town

APRIL, AUGUST = datetime(2026, 4, 20, 2, tzinfo=UTC), datetime(2026, 8, 3, 2, tzinfo=UTC)


async def with_half_of_sakip(town: Town) -> Talker:
    """Let TW II have a target of 40 % and the year one of 75 %, and one of two OPD be met in April."""
    town.now = APRIL
    await town.set_year("target.sakip", "75")
    await town.set_year("target.sakip.tw2", "40")
    siti = await town.operator()
    await siti.reports_sakip()
    await town.verify(HEALTH.code)
    return siti


async def test_the_screen_and_the_card_of_a_quarter(town: Town) -> None:
    await with_half_of_sakip(town)
    dewi = await town.talker(2001, "Dewi", Grant(Role.VERIFIKATOR, "kelembagaan"))
    town.now = AUGUST
    assert "▓▓░░░ target TW II 40 % ✓" in (await dewi.says("/iku tw2"))["text"]
    assert "▓▓░░░ target tahun 75 % · butuh 1 OPD" in (await dewi.says("/iku tw3"))["text"]
    assert "▓▓░░░ target tahun 75 % · butuh 1 OPD" in (await dewi.says("/iku"))["text"]
    card = (await dewi.says("/iku sakip tw2"))["text"]
    assert "50,00 %  (1/2) · target TW II 40 %\n▓▓░░░ target tercapai\nCapaian 125,00 % · Sangat" in card
    card = (await dewi.says("/iku sakip tw3"))["text"]
    assert "50,00 %  (1/2) · target tahun 75 %\n▓▓░░░ butuh 1 OPD lagi" in card
    assert "Capaian 66,67 % · Sedang" in card


async def test_a_target_set_after_a_quarter_ended_changes_nothing_of_it(town: Town) -> None:
    siti = await with_half_of_sakip(town)
    town.now = AUGUST
    await town.set_year("target.sakip.tw2", "60")
    await town.set_year("target.sakip.tw1", "10")
    assert "target TW II 40 % ✓" in (await siti.says("/iku tw2"))["text"]
    assert "target TW I" not in (await siti.says("/iku tw1"))["text"]


async def test_a_quarter_without_a_target_on_purpose(town: Town) -> None:
    """Zero is what an action plan writes where nothing is expected yet; nothing is judged against it."""
    siti = await with_half_of_sakip(town)
    await town.set_year("target.sakip.tw2", "0")
    assert "▓▓░░░ belum ada target TW II" in (await siti.says("/iku tw2"))["text"]
    assert "Capaian" not in (await siti.says("/iku sakip tw2"))["text"]


async def test_a_closed_year_stands_on_its_own_target_and_its_quarters_on_theirs(town: Town) -> None:
    siti = await with_half_of_sakip(town)
    town.now = datetime(2027, 1, 15, 2, tzinfo=UTC)
    admin = await admin_of(town)
    await opens_year(admin, 2026)
    preview = (await admin.presses("Tutup tahun 2026"))["text"]
    assert "1 · SAKIP: 50,00 % (1 dari 2) · capaian 66,67 % · Sedang" in preview
    assert "Capaiannya terhadap target tahun, bukan target TW." in preview
    await closes(admin)
    assert "▓▓░░░ target tahun 75 % · butuh 1 OPD" in (await siti.says("/iku 2026"))["text"]
    assert "▓▓░░░ target TW II 40 % ✓" in (await siti.says("/iku 2026 tw2"))["text"]
