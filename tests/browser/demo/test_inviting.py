"""An admin lets somebody in with a link, and the newcomer's phone offers what an operator may do."""

import pytest
from playwright.async_api import expect

from handlers.joining.texts import stranger
from tests.browser.demo.phone import PhoneOf, Picture

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_whoever_opens_an_invitation_is_an_operator(phone_of: PhoneOf, picture: Picture) -> None:
    rizky = await phone_of("Rizky Pratama")
    await rizky.choose("/undang", shows=("Undang orang", "Pilih peran"))
    await rizky.press("Operator OPD", shows="Pilih OPD.")
    await rizky.press("Cari nama OPD", shows="Nama OPD yang dicari?")
    await rizky.say("lingkungan", shows="1 OPD cocok dengan “lingkungan”")
    await rizky.press("Dinas Lingkungan Hidup", shows="Undangan operator Dinas Lingkungan Hidup")
    await picture(rizky.page, "undang")
    link = await rizky.card.get_by_role("link", name="https://t.me/").inner_text()

    joko = await phone_of("Joko Susilo")
    await joko.page.get_by_role("button", name="Mulai").click()
    await joko.sees(stranger("Kota Probolinggo"))
    # Some clients lose the code of a link on the way: sent as a message it opens as well.
    await joko.say(link)
    await expect(joko.said).to_have_count(2)
    await joko.sees("Selamat datang, Bapak/Ibu Joko Susilo.", "operator Dinas Lingkungan Hidup")
    # Tapped where it stands in the newcomer's own chat it only greets again.
    await joko.page.get_by_role("link", name=link).click()
    await expect(joko.said).to_have_count(3)
    await joko.sees("Selamat datang, Bapak/Ibu Joko Susilo.", "operator Dinas Lingkungan Hidup")
    await joko.page.get_by_role("button", name="Menu", exact=True).click()
    options = joko.page.get_by_role("option")
    await expect(options.filter(has_text="/lapor")).to_have_count(1)
    commands = [text.split("\n")[0] for text in await options.all_inner_texts()]
    assert commands == ["/menu", "/lapor", "/status", "/riwayat", "/iku", "/batal", "/bantuan", "/start"]
    await picture(joko.page, "diundang")
