"""The keys of an operator's lists: reports, receipts, status, history."""

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup

from domain.indicators import Indicator
from domain.reports.events import ReportEvent, Standing, State
from domain.reports.periods import ReportPeriod
from domain.units.opd import Opd
from handlers.reporting.buttons import (
    CORRECT,
    FILL,
    MONTH,
    AskReviewer,
    AskWithdraw,
    History,
    KeepSent,
    OpenReport,
    Repair,
    Reports,
    Status,
    TakeBack,
    Withdraw,
    correct,
)
from handlers.reporting.texts import Row
from handlers.telegram.buttons import Button
from handlers.telegram.home import home_below, home_key
from handlers.telegram.keys import DANGER, PRIMARY, Keys, below, copy, key, markup, packed, short
from handlers.telegram.paging import Page

OTHER_REPORTS = below("Laporan lain ›", Reports(""))
"""Ends the keys of a message that names more reports than it has keys for."""


def receipt(sent: ReportEvent, following: Indicator | None) -> InlineKeyboardMarkup:
    """Return the keys of a record: whatever they open stands below it."""
    if following is None:
        return markup(_of_sent(sent), [below("Daftar laporan", Reports(sent.opd, sent.year)), home_below()])
    onward = OpenReport(sent.opd, following.key, sent.year)
    return markup([below(f"Lanjut: {following.title} ›", onward, PRIMARY)], _of_sent(sent), [home_below()])


def _of_sent(sent: ReportEvent) -> Keys:
    return [copy("Salin tiket", sent.ticket), below("Tarik kembali", AskWithdraw(sent.id))]


def expected_receipt(said: ReportEvent, following: Indicator | None) -> InlineKeyboardMarkup:
    """Return the keys of the record that a report is not out yet: another one that is owed, or the list."""
    wrong = [
        below("Ubah perkiraan", OpenReport(said.opd, said.indicator, said.year, MONTH)),
        below("Hapus catatan", TakeBack(said.id)),
    ]
    if following is None:
        return markup(wrong, [below("Daftar laporan", Reports(said.opd, said.year)), home_below()])
    onward = OpenReport(said.opd, following.key, said.year)
    return markup([below(f"Lanjut: {following.title} ›", onward, PRIMARY)], wrong, [home_below()])


def expected(said: ReportEvent) -> InlineKeyboardMarkup:
    """Return what can be done about a report that is not out yet."""
    return markup(
        [key("Lapor sekarang", OpenReport(said.opd, said.indicator, said.year, FILL), PRIMARY)],
        [
            key("Ubah perkiraan", OpenReport(said.opd, said.indicator, said.year, MONTH)),
            key("Hapus catatan", TakeBack(said.id)),
        ],
        [key("‹ Daftar laporan", Reports(said.opd, said.year)), home_key()],
    )


def taken_back(done: ReportEvent, indicator: Indicator) -> InlineKeyboardMarkup:
    return markup(
        [key(f"Lapor {indicator.title}", OpenReport(done.opd, done.indicator, done.year), PRIMARY)],
        [key("‹ Daftar laporan", Reports(done.opd, done.year)), home_key()],
    )


def kept() -> InlineKeyboardMarkup:
    return markup([home_below()])


def ask_withdraw(sent: ReportEvent) -> InlineKeyboardMarkup:
    return markup([key("Ya, tarik", Withdraw(sent.id), DANGER), key("Tidak", KeepSent(sent.id))])


def waiting(sent: ReportEvent) -> InlineKeyboardMarkup:
    return markup(
        _of_sent(sent),
        [key("‹ Daftar laporan", Reports(sent.opd, sent.year)), home_key()],
    )


def verified(opd: str, indicator: Indicator, year: int, now: Standing) -> InlineKeyboardMarkup:
    """Return what may be done beside a verified answer: another period reported, one of them corrected."""
    periods = [one.event.period for one in now.accepted]
    corrections = (
        [key("Ajukan koreksi", OpenReport(opd, indicator.key, year, CORRECT))]
        if len(periods) == 1
        else [
            key(f"Koreksi {_called(period)}", OpenReport(opd, indicator.key, year, correct(period)))
            for period in periods
        ]
    )
    return markup(
        *(
            [key(f"Laporkan {_called(period)}", OpenReport(opd, indicator.key, year, period.value))]
            for period in now.left_to_report
        ),
        *packed(corrections),
        [key("‹ Daftar laporan", Reports(opd, year)), home_key()],
    )


def _called(period: ReportPeriod) -> str:
    return "nilai setahun" if period is ReportPeriod.YEAR else period.named


def opds(choices: Sequence[tuple[Opd, Button]]) -> InlineKeyboardMarkup:
    """Return a key for each of these OPD, and what it opens."""
    return markup(*([key(short(opd.name), button)] for opd, button in choices), [home_key()])


def report_list(
    opd: str,
    year: int,
    listed: Sequence[Row],
    icons: Sequence[str],
    *,
    several: bool,
    other_year: int | None,
) -> InlineKeyboardMarkup:
    keys = [
        key(
            f"{icon} {row.indicator.title}",
            OpenReport(opd, row.indicator.key, year),
            PRIMARY if row.owed and row.standing.expected is None else None,
        )
        for row, icon in zip(listed, icons, strict=True)
    ]
    return markup(
        *([one] for one in keys),
        *packed(
            [
                *([key(f"Laporan {other_year}", Reports(opd, other_year))] if other_year else []),
                *([key("Ganti OPD", Reports(""))] if several else []),
                home_key(),
            ]
        ),
    )


def status(
    opd: str, year: int, listed: Sequence[Row], *, several: bool, other_year: int | None
) -> InlineKeyboardMarkup:
    """Return the repair of each returned report first, then the way to those that were never sent."""
    open_rows = [row for row in listed if row.standing.waiting is None]
    returned = [(row, row.standing.returned) for row in open_rows if row.standing.returned is not None]
    owes = any(row.standing.state is State.MISSING for row in open_rows)
    return markup(
        *([key(f"Perbaiki {row.indicator.title}", Repair(event.id), PRIMARY)] for row, event in returned),
        [key("Lapor sekarang", Reports(opd, year), PRIMARY)] if owes else [],
        *packed(
            [
                key("Riwayat", History(opd, 0)),
                *([key(f"Status {other_year}", Status(opd, other_year))] if other_year else []),
                *([key("OPD lain", Status(""))] if several else []),
                home_key(),
            ]
        ),
    )


def history(opd: str, page: Page[object]) -> InlineKeyboardMarkup:
    return markup(page.keys(lambda turned: History(opd, turned)), [key("‹ Status", Status(opd)), home_key()])


def evidence_refused(sent: ReportEvent) -> InlineKeyboardMarkup:
    return markup([below("Tarik kembali", AskWithdraw(sent.id)), home_below()])


def returned(event: ReportEvent, *, may_ask: bool) -> InlineKeyboardMarkup:
    """Return the keys of a returned report, for its operators; its reason stays above what they open."""
    return markup(
        [below("Perbaiki sekarang", Repair(event.id), PRIMARY)],
        [below("Tanya pemeriksa", AskReviewer(event.id))] if may_ask else [],
        [below("Daftar laporan", Reports(event.opd, event.year)), home_below()],
    )


def asked(event: ReportEvent, *, returned: bool) -> InlineKeyboardMarkup:
    """Return the keys of what was asked about a return; it stays to be read."""
    return markup(
        [below("Perbaiki sekarang", Repair(event.id), PRIMARY)] if returned else [],
        [below("Daftar laporan", Reports(event.opd, event.year)), home_below()],
    )
