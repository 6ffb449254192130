"""What admins hear of unexpected errors, and when."""

from datetime import datetime, timedelta

import pytest

from domain.language.dates import WIB
from domain.mishaps.told import MOST_KINDS, OTHERS
from handlers.mishaps import Noticed
from handlers.mishaps.note import note
from handlers.mishaps.tell import tell
from handlers.mishaps.texts import MOST
from storage.ports import Unavailable
from tests.handlers.admins import admin_of
from tests.town.dialogue import Json, Talker, Town, labels

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=WIB)
PLACE = "handlers/reporting/fill.py:12 submit"
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@pytest.fixture
async def admin(town: Town) -> Talker:
    """Give one to whom the bot may speak."""
    town.now = NOON
    admin = await admin_of(town)
    await admin.says("/menu")
    return admin


def noticed(town: Town) -> Noticed:
    return town.app.bot_data.kept(Noticed)


async def ticks(town: Town, moment: datetime) -> datetime | None:
    town.now = moment
    context = town.app.context_types.context(town.app)
    await note(context)
    return await tell(context)


async def told(town: Town, talker: Talker) -> list[Json]:
    """Return what came to somebody unasked."""
    before = len(await talker.chat())
    await town.send_notices()
    return (await talker.chat())[before:]


async def test_the_admin_hears_once_a_day_what_came_and_since_when(town: Town, admin: Talker) -> None:
    noticed(town).note("KeyError", PLACE, NOON)
    noticed(town).note("KeyError", PLACE, NOON + MINUTE)
    noticed(town).note("bot.line", "%s <failed>", NOON)
    await ticks(town, NOON + 2 * MINUTE)
    (said,) = await told(town, admin)
    assert said["text"] == (
        "⚠️ Kesalahan tak terduga: 2 macam, 3 kali\n\n"
        "1. KeyError · 2 kali\n"
        f"{PLACE}\n"
        "pertama 1 Des 2026 12.00 WIB, terakhir 1 Des 2026 12.01 WIB\n\n"
        "2. bot.line · 1 kali\n"
        "%s <failed>\n"
        "pertama 1 Des 2026 12.00 WIB, terakhir 1 Des 2026 12.00 WIB\n\n"
        "Tidak ada yang perlu dilakukan di sini. Rinciannya ada di log server; isi laporan dan pesan tidak"
        " ikut dicatat."
    )
    assert labels(said) == ["‹ Beranda"]
    noticed(town).note("KeyError", PLACE, NOON + 3 * MINUTE)
    due = await ticks(town, NOON + 4 * MINUTE)
    assert await told(town, admin) == []
    assert due == NOON.replace(hour=7) + DAY
    await town.restart()
    await ticks(town, NOON + DAY)
    (said,) = await told(town, admin)
    assert "1 macam, 1 kali" in said["text"]
    assert "pernah terjadi sejak 1 Des 2026 12.00 WIB" in said["text"]


async def test_at_night_nobody_is_woken(town: Town, admin: Talker) -> None:
    noticed(town).note("KeyError", PLACE, NOON)
    await ticks(town, NOON.replace(hour=3) + DAY)
    assert await told(town, admin) == []
    await ticks(town, NOON.replace(hour=7) + DAY)
    assert len(await told(town, admin)) == 1


async def test_only_admins_hear_of_it(town: Town, admin: Talker, siti: Talker) -> None:
    noticed(town).note("KeyError", PLACE, NOON)
    await ticks(town, NOON)
    before = len(await siti.chat())
    assert len(await told(town, admin)) == 1
    assert len(await siti.chat()) == before


async def test_a_database_that_is_away_loses_no_count(town: Town, admin: Talker) -> None:
    noticed(town).note("KeyError", PLACE, NOON)
    await note(town.app.context_types.context(town.app))
    noticed(town).note("KeyError", PLACE, NOON)
    town.storage.fail_next()
    with pytest.raises(Unavailable):
        await note.work(town.app.context_types.context(town.app), noticed(town))
    noticed(town).note("KeyError", PLACE, NOON)
    await ticks(town, NOON)
    (said,) = await told(town, admin)
    assert "1. KeyError · 3 kali" in said["text"]


async def test_many_kinds_are_named_as_far_as_a_message_holds_them(town: Town, admin: Talker) -> None:
    for number in range(MOST_KINDS + 5):
        noticed(town).note(f"Error{number}", "", NOON)
    await ticks(town, NOON)
    (said,) = await told(town, admin)
    assert f"{MOST_KINDS + 1} macam, {MOST_KINDS + 5} kali" in said["text"]
    assert "1. lainnya · 5 kali" in said["text"]
    assert OTHERS not in said["text"]
    assert f"dan {MOST_KINDS + 1 - MOST} OPD lain" not in said["text"]
    assert f"dan {MOST_KINDS + 1 - MOST} macam lain" in said["text"]


async def test_without_any_nothing_is_asked_of_the_database(town: Town) -> None:
    context = town.app.context_types.context(town.app)
    await note(context)
    opened = town.storage.opened
    await note(context)
    assert town.storage.opened == opened
