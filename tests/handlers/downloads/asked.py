"""What `/iku` says in the chat, read off its screens: what every document is compared with."""

import re
from dataclasses import dataclass
from decimal import Decimal

from domain.indicators import INDICATORS
from domain.keys import IndicatorKey
from tests.handlers.figures.reading import plain
from tests.town.dialogue import Talker

_OFFICIAL = re.compile(r"([0-9]+,[0-9]{2}) %  \(([0-9]+)/([0-9]+)\)")
_TARGET = re.compile(r"target (?:TW [IV]+ |tahun )?([0-9]+(?:,[0-9]+)?) %")
_CAPAIAN = re.compile(r"Capaian ([0-9]+,[0-9]{2}) % · (.+)")


@dataclass(frozen=True, slots=True)
class Shown:
    """One indicator at one time, as a person reads it."""

    percent: str
    met: int
    total: int
    target: Decimal | None
    capaian: str
    label: str


async def read(talker: Talker, year: int, quarter: int) -> dict[IndicatorKey, Shown]:
    """Ask for all five, one after the other."""
    when = f"{year}{f' tw{quarter}' if quarter else ''}"
    return {one.key: await _indicator(talker, f"/iku {when} {one.number}") for one in INDICATORS}


async def _indicator(talker: Talker, asked: str) -> Shown:
    text = plain((await talker.says(asked))["text"])
    official = _OFFICIAL.search(text)
    assert official is not None, text
    target, capaian = _TARGET.search(text), _CAPAIAN.search(text)
    return Shown(
        percent=official[1],
        met=int(official[2]),
        total=int(official[3]),
        target=Decimal(target[1].replace(",", ".")) if target is not None else None,
        capaian=capaian[1] if capaian is not None else "",
        label=capaian[2] if capaian is not None else "",
    )
