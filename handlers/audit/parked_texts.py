"""What failed and was set aside, in words: what it is, since when, why."""

import re
from collections.abc import Mapping

from handlers.telegram.chores import TICKS, Tick
from handlers.telegram.paging import Page
from handlers.words import words
from storage.ports import Trouble

NOTHING = "Tidak ada yang tertahan."
HINT = "Yang di sini tidak menghalangi yang lain."
_LANES = {
    "updates": "Pesan masuk",
    "rows": "Data tidak terbaca",
    "clock": "Jam server",
    "audit": "Jejak audit",
}
_ITEMS = {
    "file": "berkas",
    "notice": "nomor",
    "announcement": "nomor",
    "update": "nomor",
    "list": "seluruh daftar",
    "clock": "mundur",
    "trail": "berubah",
}
_LONGEST_REASON = 160


def parked(page: Page[Trouble], people: Mapping[int, str]) -> str:
    """Return a page; `people` are names by id."""
    if not page.items:
        return words.paragraphs(words.bold("Yang tertahan"), NOTHING)
    told = [_told(number, one, people) for number, one in enumerate(page.items, page.first)]
    return words.paragraphs(words.bold(f"Yang tertahan · {page.total}"), HINT, *told)


def _told(number: int, one: Trouble, people: Mapping[int, str]) -> str:
    tries = f"gagal {one.tries} kali sejak" if one.tries > 1 else "gagal"
    since = "sejak" if one.lane == "clock" else tries
    tick = _tick_of(one)
    again = f"dicoba lagi {words.short_moment(one.until)}" if tick is not None and tick.retries else ""
    title = tick.title if tick is not None else _LANES.get(one.lane, one.lane)
    reason = one.reason if len(one.reason) <= _LONGEST_REASON else f"{one.reason[: _LONGEST_REASON - 1]}…"
    return words.lines(
        f"{number}. {words.bold(title)}: {words.escape(_item(one.item, people))}",
        f"{since} {words.short_moment(one.first_at)}",
        again,
        f"<code>{words.escape(reason)}</code>",
    )


def _tick_of(one: Trouble) -> Tick | None:
    """Return the tick whose work it is, if that can be tried again."""
    tick = TICKS.get(one.lane)
    return tick if tick is not None and tick.title else None


def _item(item: str, people: Mapping[int, str]) -> str:
    kind, _, rest = item.partition(" ")
    if kind == "person" and re.fullmatch("[0-9]+", rest):
        return people.get(int(rest), item)
    return f"{_ITEMS[kind]} {rest}".strip() if kind in _ITEMS else item


def key_label(number: int, one: Trouble) -> str:
    """Return what the key of an item does: what cannot be tried again is only put away."""
    return f"Coba lagi {number}" if _tick_of(one) is not None else f"Singkirkan {number}"


def waits(count: int) -> str:
    return f"⚠️ {words.bold(f'{count} hal tertahan')} dan belum dilihat"
