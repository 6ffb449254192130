"""Looking for OPD by a part of what they are called finds what looking at each of them finds."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from domain.forms.search import mentions
from handlers.city.named import opds_named
from tests.fakes.storage import FakeStorage
from tests.storage.contract.test_standings import a_city
from tests.storage.samples import NOW, clock

PARTS = st.sampled_from(
    ["dinas", "KES", "ehatan", "Dinas  Kesehatan", "é", "E\u0301", "din lama", "zz", " ", ""]
)


@given(st.lists(PARTS, max_size=3))
async def test_it_finds_what_mentions_finds_also_after_a_name_was_changed(parts: list[str]) -> None:
    storage, wanted = FakeStorage(clock), " ".join(parts)
    async with storage.uow() as uow:
        await a_city(uow)
        await uow.commit()
    for name in ("Dinas Kesehatan", "Badan É Lama"):
        async with storage.uow() as uow:
            first = (await uow.opds.all())[0]
            await uow.opds.record(replace(first, name=name), by=None, at=NOW)
            await uow.commit()
        async with storage.look() as uow:
            every = await uow.opds.all()
            told = [one for one in every if mentions(wanted, one.name, one.code, one.short_name)]
            assert await opds_named(uow, wanted) == told
