"""The figures of `/iku` as a person reads them from the page."""

import re

from tests.browser.demo.phone import Phone

OPD_COUNT = 28
NUMBERS = ("1", "2", "3a", "3b", "4")


async def iku(person: Phone) -> list[int]:
    """Ask for `/iku`; return how many of the 28 OPD count, for each of the five indicators in their order."""
    await person.asks("/iku")
    await person.sees("28 perangkat daerah", "4 · ")
    text = await person.card.inner_text()
    return [int(met) for met in re.findall(rf"\((\d+)/{OPD_COUNT}\)", text)]


async def pending(person: Phone) -> list[int]:
    """Open each indicator's card from `/iku` and go back; return how many count with what still waits."""
    found = []
    official = await iku(person)
    for number, met in zip(NUMBERS, official, strict=True):
        await person.press(number, shows=f"{number} · Persentase")
        text = await person.card.inner_text()
        said = re.search(r"Termasuk menunggu ([\d,]+) %", text)
        found.append(_opds(said[1]) if said else met)
        await person.press("‹ Semua indikator", shows="28 perangkat daerah")
    return found


def _opds(percent: str) -> int:
    return round(float(percent.replace(",", ".")) * OPD_COUNT / 100)
