"""The list of an OPD's reports, its status and history, and what is said once a report is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.deadlines.due import has_passed
from domain.figures.asking import is_number
from domain.forms.drafts import Draft
from domain.indicators import Indicator
from domain.language.dates import day_of, year_of
from domain.language.written import cut
from domain.reports.events import Accepted, EventKind, ReportEvent, Standing, State
from handlers.words import words
from handlers.words.expected import awaited
from handlers.words.names import correction_reason, no_such_number, outcome, report_name

NO_OPD = "Anda belum terdaftar sebagai operator satu OPD pun. Hubungi Bagian Organisasi."
OPD_CLOSED = "OPD ini sudah tidak berlaku, jadi tidak ada laporan yang perlu dikirim."
NUMBER_STANDS = "Angka resmi tetap sampai koreksi ini diterima."
NOTHING_CORRECTED = (
    "⚠️ Koreksi ini sama dengan laporan yang sudah diterima, jadi belum dikirim. "
    "Tekan Ubah pada jawaban yang keliru, atau Batal."
)
COUNTS_LATEST = "Angka resmi memakai nilai setahun penuh; bila belum ada, semester terakhir yang diterima."
WITHDRAWN_NOTE = "Laporan ditarik kembali dan menjadi draf. Ubah yang perlu, lalu kirim lagi."


@dataclass(frozen=True, slots=True)
class Row:
    """One report of one OPD as the lists show it."""

    indicator: Indicator
    standing: Standing
    draft: Draft | None
    due: datetime | None
    touched_by: str = ""
    returned_fields: tuple[str, ...] = ()
    """What is to be repaired, in words (not escaped)."""
    met: bool = True
    """Whether the verified answer meets the rule of its year."""

    def icon(self, now: datetime) -> str:
        if self.standing.waiting is not None:
            return words.WAITING
        if self.draft is not None:
            return words.DRAFT
        if self.standing.state is State.MISSING and has_passed(self.due, now):
            return words.LATE
        if self.standing.state is State.VERIFIED:
            return words.verified(met=self.met)
        return words.ICONS[self.standing.state]

    @property
    def owed(self) -> bool:
        """Whether the OPD still has to send this report (or send it again)."""
        return self.standing.state in (State.MISSING, State.RETURNED)

    @property
    def is_open(self) -> bool:
        """Whether something is left to be sent: what is owed, a draft, a correction that was returned."""
        left = self.owed or self.draft is not None or self.standing.returned is not None
        return left and self.standing.waiting is None


def choose_opd(indicator: Indicator | None = None, note: str = "") -> str:
    about = f"{words.bold(indicator.title)}: u" if indicator is not None else "U"
    return words.paragraphs(note, f"{about}ntuk OPD mana?")


def not_reported(said: str, other: Indicator | None) -> str:
    """Return why these words open no report: `other` is what they mean that no operator reports."""
    if other is None and is_number(said):
        return no_such_number(said)
    if other is None:
        return f"{words.quote(said)} bukan nama laporan Bapak/Ibu."
    return f"{words.escape(other.title)} dinilai Bagian Organisasi; Bapak/Ibu tidak perlu melaporkannya."


def report_list(opd_name: str, year: int, rows: Sequence[Row], now: datetime, note: str = "") -> str:
    return words.paragraphs(
        words.lines(words.bold(f"Laporan {year}"), words.escape(opd_name)),
        "\n\n".join(_row(row, now) for row in rows),
        words.lines(note, "Pilih laporan:" if any(row.owed for row in rows) else _all_sent(year)),
    )


def _all_in(year: int) -> str:
    return f"Semua laporan {year} sudah masuk. Terima kasih, Bapak/Ibu."


def _all_sent(year: int) -> str:
    return f"Semua laporan {year} sudah terkirim. Terima kasih!"


def brief(opd_name: str, year: int, rows: Sequence[Row], now: datetime) -> str:
    """Return a line for each report of an OPD, for somebody who has other things to read beside it."""
    return words.lines(
        words.bold(f"{opd_name} {year}"),
        *(f"{row.icon(now)} {words.escape(row.indicator.title)} – {_details(row, now)[-1]}" for row in rows),
    )


def opd_line(name: str, rows: Sequence[Row], owed: Sequence[Row], now: datetime) -> str:
    """Return the states of an OPD's reports, and what it owes first of all; `name` may say of which year."""
    icons = "".join(row.icon(now) for row in rows)
    return f"{icons} {words.bold(name)}{''.join(f' – {_first(row, now)}' for row in owed) or ' – lengkap'}"


def _first(row: Row, now: datetime) -> str:
    title = words.escape(row.indicator.title)
    if row.standing.returned is not None:
        return f"{title} perlu diperbaiki"
    if row.standing.expected is not None:
        return f"{title} {awaited(row.standing.expected, day_of(now))}"
    return f"{title}\n{words.deadline(row.due, now)}" if row.due is not None else f"{title} belum dilaporkan"


def opd_lines(year: int, lines: Sequence[str], left: int) -> str:
    return words.lines(words.bold(f"Laporan {year}"), *lines, words.more(left))


def status(opd_name: str, year: int, rows: Sequence[Row], evaluated: Sequence[Row], now: datetime) -> str:
    return words.paragraphs(
        words.lines(words.bold(f"Status {year}"), words.escape(opd_name)),
        "\n".join(_row(row, now) for row in rows),
        words.lines(
            "Dinilai oleh Bagian Organisasi:",
            *(
                f"{row.icon(now)} {words.escape(row.indicator.short)} – {_evaluation(row)}"
                for row in evaluated
            ),
        ),
        "" if any(row.is_open for row in rows) else _all_in(year),
    )


def _evaluation(row: Row) -> str:
    verified = row.standing.verified
    return words.escape(outcome(row.indicator.key, verified.answers)) if verified else "belum dinilai"


def _row(row: Row, now: datetime) -> str:
    return words.lines(f"{row.icon(now)} {words.bold(row.indicator.title)}", *_details(row, now))


def _details(row: Row, now: datetime) -> list[str]:
    standing, said = row.standing, []
    if standing.verified is not None and standing.verified_at is not None:
        told = words.escape(outcome(row.indicator.key, standing.verified.answers))
        said.append(
            f"{told}{words.but_unmet(met=row.met)} · diterima {words.short_moment(standing.verified_at)}"
        )
    if standing.waiting is not None:
        said.append(_waiting(row, standing.waiting))
    elif standing.returned is not None:
        said.append(_returned(row, standing.returned))
    if row.draft is not None:
        said.append(_draft(row.draft, row.touched_by, now))
    if standing.expected is not None:
        said.append(awaited(standing.expected, day_of(now)))
    if row.owed and standing.waiting is None and row.due is not None:
        said.append(words.deadline(row.due, now))
    elif not said:
        said.append("belum dilaporkan")
    return said


def _draft(draft: Draft, by: str, now: datetime) -> str:
    """Return who was at the draft last, and when: a card that lives would change with "3 menit lalu"."""
    day = words.short_day(day_of(draft.touched_at)).removesuffix(f" {year_of(now)}")
    return f"draf {words.escape(by)}, {day} {words.clock(draft.touched_at)}"


def _waiting(row: Row, sent: ReportEvent) -> str:
    told = words.escape(outcome(row.indicator.key, sent.answers))
    resent = "dikirim ulang, " if row.standing.returned is not None else ""
    kind = "koreksi " if row.standing.correction_waiting else ""
    return words.lines(
        f"{told} · {sent.ticket}",
        f"{resent}{kind}menunggu sejak {words.short_moment(sent.at)}",
        correction_reason(sent),
    )


def _returned(row: Row, event: ReportEvent) -> str:
    kind = "koreksi perlu perbaikan" if row.standing.correction_returned else "perlu perbaikan"
    fields = f" ({words.escape(', '.join(row.returned_fields))})" if row.returned_fields else ""
    return f"{kind}{fields}: {words.escape(event.reason)}"


def waiting_card(indicator: Indicator, sent: ReportEvent, opd_name: str, sender: str) -> str:
    return words.paragraphs(
        words.lines(words.bold(report_name(sent)), words.escape(opd_name)),
        words.lines(
            f"{words.WAITING} {words.bold(outcome(indicator.key, sent.answers))}",
            correction_reason(sent),
            f"menunggu {words.escape(indicator.owner.full_name)}",
            f"dikirim {words.escape(sender)}, {words.moment(sent.at)}",
            f"Tiket: <code>{sent.ticket}</code>",
        ),
        "Ada yang keliru? Tarik kembali untuk memperbaikinya.",
    )


def verified_card(indicator: Indicator, now: Standing, opd_name: str, *, met: bool) -> str:
    """Return the card of a report of which something is verified: what counts, and what stands beside it."""
    counts, *others = now.accepted
    several = others or now.left_to_report
    return words.paragraphs(
        words.lines(words.bold(f"{indicator.title} {counts.event.year}"), words.escape(opd_name)),
        words.lines(
            f"{words.verified(met=met)} {words.bold(outcome(indicator.key, counts.event.answers))}"
            f"{words.but_unmet(met=met)}",
            f"diterima {words.moment(counts.at)}",
            *(_beside(indicator, one) for one in others),
        ),
        COUNTS_LATEST if several else "",
        "Bila angkanya perlu diperbaiki, ajukan koreksi. Angka resmi tetap sampai koreksi diterima.",
    )


def _beside(indicator: Indicator, one: Accepted) -> str:
    told = words.escape(outcome(indicator.key, one.event.answers))
    return f"Juga diterima: {told}, {words.short_moment(one.at)}"


def ask_withdraw(sent: ReportEvent, opd_name: str) -> str:
    return words.paragraphs(
        words.bold(f"Tarik kembali laporan {sent.ticket}?"),
        f"{words.escape(report_name(sent))} · {words.escape(opd_name)}",
        "Laporan menjadi draf lagi, dan baru diperiksa setelah dikirim ulang.",
    )


def kept(sent: ReportEvent) -> str:
    return f"Baik. Laporan {sent.ticket} tetap terkirim dan menunggu diperiksa."


def receipt(indicator: Indicator, sent: ReportEvent, opd_name: str, files: int, code: str) -> str:
    """Return the record that a report was sent; `code` is what anybody can check it by."""
    said = outcome(indicator.key, sent.answers)
    owner = words.escape(indicator.owner.full_name)
    return words.paragraphs(
        f"{words.WAITING} {words.bold('Koreksi terkirim' if sent.is_correction else 'Laporan terkirim')}",
        words.lines(
            f"{words.escape(report_name(sent))} · {words.escape(opd_name)}",
            f"{words.bold(said)} · {f'{files} berkas' if files else 'tanpa berkas'}",
            correction_reason(sent),
        ),
        words.lines(
            f"Tiket: <code>{sent.ticket}</code>",
            words.moment(sent.at),
            f"<i>Kode periksa</i> <code>{code}</code>",
        ),
        words.lines(
            f"Selanjutnya {owner} memeriksanya. Selama menunggu, laporan masih bisa ditarik kembali.",
            NUMBER_STANDS if sent.is_correction else "",
        ),
    )


_CHANGES_APART = 2
"""Changes that have a line each; more of them, as of the nine unsur, share lines."""


def changed(told: Sequence[str]) -> str:
    """Return, below the summary of a correction, what it changes; `told` are lines as "Nilai: 70 → 75"."""
    if not told:
        return "⚠️ Belum ada yang berbeda dari jawaban yang diterima."
    if len(told) > _CHANGES_APART:
        return words.lines("Dibanding yang diterima:", " · ".join(told))
    return words.lines("Dibanding yang diterima:", *told)


_EVENTS = {
    EventKind.SUBMITTED: f"{words.WAITING} dikirim",
    EventKind.WITHDRAWN: "↩️ ditarik kembali",
    EventKind.VERIFIED: f"{words.VERIFIED} diterima",
    EventKind.RETURNED: f"{words.RETURNED} dikembalikan",
    EventKind.EVALUATED: f"{words.VERIFIED} dinilai",
    EventKind.UNDONE: "↩️ keputusan diurungkan",
    EventKind.EXPECTED: f"{words.MISSING} dicatat",
}


_LONGEST_TOLD = 60
"""Characters of a reason, so that a page of the history is one screen; the report itself says it all."""


def _event(event: ReportEvent, names: Mapping[int, str]) -> str:
    """Return two lines, or three where there is a reason."""
    said = _said(event)
    why = f"Alasan koreksi: {event.reason}" if event.is_correction else event.reason
    who = words.escape(cut(names.get(event.by, "Bagian Organisasi"), _LONGEST_TOLD // 2))
    return words.lines(
        f"{_EVENTS[event.kind]} · {words.escape(report_name(event))}",
        words.escape(" · ".join(part for part in (said, event.ticket) if part)),
        words.escape(cut(why, _LONGEST_TOLD)),
        f"<i>{words.short_moment(event.at)} · {who}</i>",
    )


def _said(event: ReportEvent) -> str:
    if event.kind is EventKind.EXPECTED:
        return awaited(event, day_of(event.at))
    return outcome(event.indicator, event.answers) if event.answers else ""


def history(
    opd_name: str, events: Sequence[ReportEvent], names: Mapping[int, str], asked: Mapping[int, str]
) -> str:
    """Return what happened, in that order; `asked` is what was asked about a return (HTML), by its id."""
    told = [words.lines(_event(event, names), asked.get(event.id, "")) for event in events]
    return words.paragraphs(
        words.lines(words.bold("Riwayat laporan"), words.escape(opd_name)),
        "\n\n".join(told) or "Belum ada laporan.",
    )


def evidence_of_sent(note: str, ticket: str) -> str:
    return (
        f"{note}\n\nLaporan {ticket} tetap terkirim. Untuk mengganti buktinya, tarik kembali lalu kirim lagi."
    )
