"""The keys of the rekap of the Inspektorat."""

from collections.abc import Mapping, Sequence

from telegram import InlineKeyboardMarkup

from domain.forms.drafts import Draft
from domain.rekap.comparison import RekapRow
from domain.rekap.names import NOT_AN_OPD, SKIPPED, Match
from domain.rekap.preview import Preview
from domain.rekap.sheet import Reading
from domain.units.opd import Opd
from handlers.conversation.buttons import Cancel
from handlers.rekap import texts
from handlers.rekap.buttons import (
    KeepRekap,
    RekapAgain,
    RekapOpd,
    RekapOpds,
    RekapPart,
    RekapWay,
    WithdrawRekap,
)
from handlers.telegram.home import RunCommand, home_below
from handlers.telegram.keys import PRIMARY, SUCCESS, below, half, key, markup, packed, pairs, short
from handlers.telegram.paging import Page

CARD = -1
"""The page of a row's own card."""


def ways(draft: Draft, readings: Sequence[Reading]) -> InlineKeyboardMarkup:
    return markup(
        *(
            [key(short(f"{number + 1}. {_way(one)}"), RekapWay(draft.id, draft.version, number))]
            for number, one in enumerate(readings)
        ),
        [key("Batal", Cancel(draft.id, draft.version))],
    )


def _way(reading: Reading) -> str:
    return " · ".join(part for part in (reading.sheet, reading.columns[1] or reading.columns[2]) if part)


def whose(draft: Draft, row: RekapRow, match: Match, opds: Mapping[str, Opd]) -> InlineKeyboardMarkup:
    proposed = [
        [key(short(opds[code].short_name), RekapOpd(draft.id, draft.version, row.row, code), PRIMARY)]
        for code in match.proposed
        if code in opds
    ]
    return markup(
        *proposed,
        [
            key("OPD lain ›", RekapOpds(draft.id, draft.version, row.row, 0)),
            key("Bukan OPD", RekapOpd(draft.id, draft.version, row.row, NOT_AN_OPD), _if_part(match)),
        ],
        [
            key("Lewati baris", RekapOpd(draft.id, draft.version, row.row, SKIPPED)),
            key("Batal", Cancel(draft.id, draft.version)),
        ],
    )


def _if_part(match: Match) -> str | None:
    return PRIMARY if match.is_part else None


def all_opds(draft: Draft, row: RekapRow, page: Page[Opd]) -> InlineKeyboardMarkup:
    return markup(
        *pairs(
            [
                key(half(opd.short_name), RekapOpd(draft.id, draft.version, row.row, opd.code))
                for opd in page.items
            ]
        ),
        page.keys(lambda turned: RekapOpds(draft.id, draft.version, row.row, turned)),
        [key("‹ Kembali", RekapOpds(draft.id, draft.version, row.row, CARD))],
    )


def preview(draft: Draft, found: Preview, shown: str, *, chosen: bool) -> InlineKeyboardMarkup:
    counts = {
        texts.REFUSED: len(found.refused),
        texts.CHANGED: len(found.changed),
        texts.DIFFERING: len(found.differing),
        texts.MISSING: len(found.missing),
        texts.MARKED: len(found.marked),
    }
    parts = [
        key(f"{texts.PARTS[part]} ({count})", RekapPart(draft.id, draft.version, part, 0))
        for part, count in counts.items()
        if count
    ]
    save = key(f"Simpan {len(found.after)} nilai", KeepRekap(draft.id, draft.version, shown), SUCCESS)
    return markup(
        [save] if found.after else [],
        *packed(parts),
        [
            *([key("Ulangi nama", RekapAgain(draft.id, draft.version))] if chosen else []),
            key("Batal", Cancel(draft.id, draft.version)),
        ],
    )


def part(draft: Draft, which: str, page: Page[str]) -> InlineKeyboardMarkup:
    return markup(
        page.keys(lambda turned: RekapPart(draft.id, draft.version, which, turned)),
        [key("‹ Rekap", RekapPart(draft.id, draft.version, "", 0))],
    )


def kept(sheet: int) -> InlineKeyboardMarkup:
    return markup(
        [below("Periksa laporan ›", RunCommand("verifikasi"), PRIMARY)],
        [key("Cabut rekap ini", WithdrawRekap(sheet)), home_below()],
    )
