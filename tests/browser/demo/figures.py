"""The figures of `/iku` as a person reads them from the page."""

import re
from dataclasses import dataclass

from playwright.async_api import expect

from tests.browser.demo.phone import Phone

OPD_COUNT = 28


@dataclass(frozen=True)
class Figures:
    """How many of the 28 OPD count, for each of the five indicators in their order."""

    official: list[int]
    pending: list[int]
    """With what still waits."""


async def iku(person: Phone) -> Figures:
    """Ask for `/iku` and return what is answered."""
    before = await person.said.count()
    await person.choose("/iku")
    await expect(person.said).to_have_count(before + 1)
    await person.sees("28 perangkat daerah", "4 · ")
    text = await person.card.inner_text()
    official = re.findall(rf"\((\d+) dari {OPD_COUNT}\)", text)
    pending = re.findall(r"termasuk menunggu: ([\d,]+) %", text)
    return Figures([int(met) for met in official], [_opds(percent) for percent in pending])


def _opds(percent: str) -> int:
    return round(float(percent.replace(",", ".")) * OPD_COUNT / 100)
