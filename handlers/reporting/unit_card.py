"""The card on which the service units of an IKM are filled in: the list, one unit, or what is asked back."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton

from domain.forms.correction import is_correction
from domain.forms.drafts import Draft
from domain.indicators.ikm import IKM_FORM
from domain.indicators.ikm.answers import UNITS
from domain.indicators.ikm.service_units import ServiceUnit, from_text, same_name
from domain.indicators.ikm.units_list import (
    ADD,
    AS_READ,
    BOTH,
    DONE,
    FIRST,
    LAST,
    LIST,
    MARK,
    PAGE,
    PEOPLE_FIRST,
    PER_PAGE,
    PUT_BACK,
    REMOVE,
    RENAME,
    TIMES_25,
    TYPE_AGAIN,
    Listing,
    listing_of,
)
from handlers.conversation import texts as cards
from handlers.conversation.buttons import Answer, Cancel, Move
from handlers.conversation.texts import Sheet
from handlers.reporting import unit_texts as texts
from handlers.telegram.context import Context
from handlers.telegram.keys import PRIMARY, Keys, key, markup, rows, short
from handlers.telegram.paging import page_of
from handlers.telegram.screen import Screen
from handlers.words import words


def card(_: Context, draft: Draft, sheet: Sheet, note: str) -> Screen | None:
    """Return the card while the units are asked for; None for any other question, and any other report."""
    asked = IKM_FORM.current(draft.place) if draft.form == IKM_FORM.key else None
    if asked is None or asked.key != UNITS:
        return None
    given = draft.place.answers
    few = bool(draft.only) or is_correction(given)
    head = cards.head(sheet, None if few else IKM_FORM.step(asked, given))
    listing = listing_of(given)
    body, keys = _body(draft, listing, sheet)
    return Screen(words.paragraphs(note, head, body), markup(*keys))


def _body(draft: Draft, listing: Listing, sheet: Sheet) -> tuple[str, Sequence[Keys]]:
    if listing.coming:
        keys = [_key(draft, "Ya, responden", PEOPLE_FIRST), _key(draft, "Bukan", AS_READ)]
        return texts.which_number(listing), [keys, _ways_out(draft)]
    if listing.twice:
        keys = [_key(draft, "Yang pertama", FIRST), _key(draft, "Yang terakhir", LAST)]
        both = _key(draft, "Dua unit berbeda", BOTH)
        return texts.twice(listing), [keys, [both], _ways_out(draft)]
    if listing.intervals:
        keys = [_key(draft, "Ya, × 25", TIMES_25), _key(draft, "Bukan, ketik ulang", TYPE_AGAIN)]
        return texts.intervals(listing), [keys, _ways_out(draft)]
    if listing.mode == ADD:
        return texts.adding(), [_to_list(draft)]
    if listing.at is not None and listing.at < len(listing.units):
        return _one(draft, listing, listing.at, sheet)
    return _list(draft, listing)


def _one(draft: Draft, listing: Listing, at: int, sheet: Sheet) -> tuple[str, Sequence[Keys]]:
    text = texts.asked(listing, at, _before(sheet, listing.units[at]))
    if listing.mode == RENAME:
        return text, [_to_list(draft)]
    following = next((place for place in listing.missing if place > at), None)
    skip = [_key(draft, "Lewati dulu ›", f"{MARK}{following}")] if following is not None else []
    change = [_key(draft, "Ganti nama", RENAME), _key(draft, "Hapus unit", REMOVE)]
    return text, [change, skip, _to_list(draft)]


def _before(sheet: Sheet, unit: ServiceUnit) -> ServiceUnit | None:
    """Return what the unit had in the last report."""
    units = from_text(sheet.previous[1].get(UNITS, "")) if sheet.previous is not None else ()
    return next((one for one in units if same_name(one.name, unit.name)), None)


def _list(draft: Draft, listing: Listing) -> tuple[str, Sequence[Keys]]:
    page = page_of(listing.units, listing.page, PER_PAGE)
    numbers = [
        _key(draft, str(number), f"{MARK}{number - 1}")
        for number in range(page.first, page.first + len(page.items))
    ]
    missing = listing.missing
    undo = [_key(draft, "Batalkan hapus", PUT_BACK)] if listing.removed is not None else []
    ends = [_key(draft, "+ Unit", ADD)] if listing.units else []
    if listing.may_end:
        done = f"Lanjut tanpa {len(missing)} unit" if missing else "Lanjut ›"
        ends.append(_key(draft, done, DONE, PRIMARY))
    if listing.unread and listing.units:
        return texts.listed(listing, page), [[_key(draft, "Lihat daftar", LIST)], ends, _ways_out(draft)]
    begin = (
        [_key(draft, short(f"Isi {listing.units[missing[0]].name}"), f"{MARK}{missing[0]}")]
        if missing
        else []
    )
    turn = page.keys(lambda number: Answer(draft.id, draft.version, f"{PAGE}{number}"))
    return texts.listed(listing, page), [*rows(numbers), turn, undo, begin, ends, _ways_out(draft)]


def _key(draft: Draft, label: str, value: str, style: str | None = None) -> InlineKeyboardButton:
    return key(label, Answer(draft.id, draft.version, value), style)


def _to_list(draft: Draft) -> Keys:
    return [_key(draft, "‹ Daftar unit", LIST), key("Batal", Cancel(draft.id, draft.version))]


def _ways_out(draft: Draft) -> Keys:
    back = key("‹ Kembali", Move(draft.id, draft.version, "back"))
    return [back, key("Batal", Cancel(draft.id, draft.version))]
