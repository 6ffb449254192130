"""A card that lives: whoever looks at `/iku` sees the verdicts of others as they are given."""

import re

import pytest
from playwright.async_api import Locator, expect

from tests.browser.demo.phone import Phone, PhoneOf, Picture

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SAKIP = re.compile(r"SAKIP baik\s+[\d,]+ %\s+\((\d+)/28\)")


async def accept_next(endah: Phone) -> None:
    await endah.choose("/verifikasi", shows="SAKIP 2026 · 1 dari ")
    await endah.press("Terima", shows="Diterima oleh Endah Kusumawati")


async def an_hour_later(somebody: Phone) -> None:
    """Let an hour pass: a card changes at most once a minute."""
    await somebody.leave()
    shown = somebody.page.get_by_role("region", name="Jam simulator").get_by_role("time")
    before = await shown.inner_text()
    await somebody.page.get_by_role("button", name="+1 jam").click()
    await expect(shown).not_to_have_text(before)


async def met(card: Locator) -> int:
    found = SAKIP.search(await card.inner_text())
    assert found is not None
    return int(found[1])


async def changed(card: Locator, count: int, hour: int) -> None:
    """Wait until a card counts so many OPD, and says in which hour it came to: minutes pass as they do."""
    await expect(card).to_contain_text(f"({count}/28)")
    await expect(card).to_contain_text(f"IKU 2026 · diperbarui {hour}.")
    assert await met(card) == count


async def test_a_card_follows_three_verdicts_until_a_newer_one_is_there(
    phone_of: PhoneOf, picture: Picture
) -> None:
    bambang, endah = await phone_of("Bambang Hariyanto"), await phone_of("Endah Kusumawati")
    clock = await phone_of("Rizky Pratama")
    await bambang.choose("/iku", shows=("IKU 2026 · 23 Nov 2026 17.", "4 · Analisis jabatan"))
    card, messages = bambang.said.nth(await bambang.said.count() - 1), await bambang.said.count()
    before = await met(card)
    await picture(bambang.page, "hidup-sebelum")

    await accept_next(endah)
    await changed(card, before + 1, 17)
    await picture(bambang.page, "hidup-sesudah")
    for verdict, hour in ((2, 18), (3, 19)):
        await an_hour_later(clock)
        await clock.hold("Rizky Pratama")
        await accept_next(endah)
        await changed(card, before + verdict, hour)
    # None of it came as a message of its own.
    await expect(bambang.said).to_have_count(messages)

    await bambang.choose("/iku", shows=("IKU 2026 · 23 Nov 2026 19.", f"({before + 3}/28)"))
    await an_hour_later(clock)
    await endah.choose("/evaluasi")
    await endah.press("Mulai menilai ›")
    await endah.press("Tepat", shows="Tersimpan: ")
    await changed(bambang.card, before + 3, 20)
    await expect(card).to_contain_text("IKU 2026 · diperbarui 19.")
