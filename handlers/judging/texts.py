"""The card of one OPD that is judged, and what is said once it is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.evaluation.stages import Stage, stage_of
from domain.figures.figure import Entry
from domain.indicators import Indicator
from domain.indicators.kelembagaan import contradiction_in_short
from domain.indicators.ketatalaksanaan import (
    ITEMS,
    ItemResult,
    met_of,
    procedures_are_met,
    reason_key,
    undecided,
)
from domain.indicators.ketatalaksanaan import required as required_items
from domain.indicators.remark import NOTE
from domain.indicators.scales import Scale
from domain.keys import Answers
from domain.reports.events import ReportEvent
from domain.years.rules import YearRules
from handlers.evaluation import icon
from handlers.words import words
from handlers.words.names import outcome

OWN_OPD = "⚠️ Bapak/Ibu melapor untuk OPD ini, jadi rekan lain di Sub Bagian yang menilainya."
NOTHING_LEFT = "Semua OPD pada daftar ini sudah dinilai. Terima kasih!"
ENOUGH_TYPED = "⚠️ Ketuk Simpan untuk menyimpan, atau ketuk butir untuk mengubahnya."
SAVE_OR_CHANGE = "⚠️ Semua jawaban sudah ada. Tekan Simpan, atau Ubah bila ada yang perlu diperbaiki."
MARKS: Mapping[ItemResult | None, str] = {
    None: words.MISSING,
    ItemResult.MET: "✅",
    ItemResult.UNMET: "❌",
    ItemResult.NOT_APPLICABLE: "➖",
}
_LEGEND = "Ketuk butir: " + " · ".join(
    # A mark and its words stay on one line.
    said.replace(" ", "\N{NO-BREAK SPACE}")
    for said in ("✅ terpenuhi", "❌ belum", "➖ tidak berlaku", "⬜ belum dinilai")
)


@dataclass(frozen=True, slots=True)
class Subject:
    """One OPD as its card shows it. `last` may be of an earlier year; `by` is who gave it."""

    indicator: Indicator
    rules: YearRules
    entry: Entry
    last: ReportEvent | None
    by: str
    left: int
    """How many OPD of the same stage are left, this one included."""
    following: Entry | None
    """The next of them."""
    draft: str = ""
    """Who left a draft of it, and when."""

    @property
    def year(self) -> int:
        return self.rules.year

    @property
    def name(self) -> str:
        return f"{self.indicator.title} {self.year}"

    @property
    def counted_until(self) -> int | None:
        """The last year in which the result counts, None without one."""
        if self.last is None:
            return None
        return self.last.year + self.indicator.validity_years(self.rules.chosen) - 1


def card(subject: Subject, note: str = "") -> str:
    """Return the card of an OPD that is judged in one tap."""
    return words.paragraphs(note, _head(subject), _result(subject), _draft(subject))


def left_to_others(subject: Subject, note: str = "") -> str:
    """Return the card of an OPD that the reader reports for: colleagues judge it."""
    return words.paragraphs(note, _head(subject), _result(subject), OWN_OPD)


def checklist(subject: Subject, given: Answers, note: str, *, begun: bool) -> str:
    """Return the card of an OPD with its checklist; the items themselves are its buttons."""
    return words.paragraphs(
        note,
        _head(subject),
        _result(subject),
        words.lines(*_reasons(given), _note(given)),
        words.lines(
            _LEGEND,
            _optional(required_items(subject.rules.chosen)),
            _so_far(given, required_items(subject.rules.chosen)),
        ),
        "" if begun else _draft(subject),
        # These two stand right above the keys: whoever ticks sees them however long the card is.
        words.lines(words.bold(subject.entry.opd.name), _saved_or_not(subject, given, begun=begun)),
    )


def _optional(required: Collection[str]) -> str:
    names = [item.short for item in ITEMS if item.key not in required]
    return f"Tidak wajib: {words.escape(', '.join(names))}" if names else ""


def _so_far(given: Answers, required: Collection[str]) -> str:
    """Return what the compulsory items come to; no verdict before all of them are judged."""
    met, applicable = met_of(given, required)
    told = f"Wajib: {met}/{applicable} terpenuhi"
    if undecided(given, required):
        return f"{told} sejauh ini."
    return f"{told}, artinya {words.bold(words.verdict(met=procedures_are_met(given, required)))}."


def ask_unmet(name: str, opd_name: str, items: Sequence[str]) -> str:
    """Return the question before compulsory items that nobody has judged are stored as unmet."""
    return words.paragraphs(
        words.lines(words.bold(name), words.escape(opd_name)),
        words.lines(
            "Butir wajib ini belum dinilai:", *(f"{words.MISSING} {words.escape(one)}" for one in items)
        ),
        f"{words.bold('Dianggap belum terpenuhi?')} Belum ada yang disimpan.",
    )


def _head(subject: Subject) -> str:
    left = f" · sisa {subject.left}" if stage_of(subject.entry) is not Stage.DONE else ""
    return words.lines(
        f"{words.bold(f'{subject.indicator.title} {subject.year}')}{left}",
        words.escape(subject.entry.opd.name),
    )


def _result(subject: Subject) -> str:
    last = subject.last
    if last is None:
        return f"{words.MISSING} belum pernah dinilai"
    said = words.bold(outcome(subject.indicator.key, last.answers))
    return words.lines(
        f"{icon(subject.entry)} {said}",
        _when(subject, last),
        "" if subject.indicator.by_checklist else contradicting(contradiction_in_short(last.answers)),
        _note(last.answers),
    )


def contradicting(said: str) -> str:
    """Return the warning of a result that does not fit its score, told in short; "" where it does."""
    return f"⚠️ Tidak cocok: {said}." if said else ""


def other_scale(scale: Scale) -> str:
    """Return why a judging cannot be saved that was begun before the year scored on this scale."""
    return (
        f"⚠️ Tahun ini sekarang dinilai menurut {scale.regulation}, skor {scale.span}; isian ini masih "
        "menurut dasar yang lama. Tekan Batal, lalu nilai lagi."
    )


def _when(subject: Subject, last: ReportEvent) -> str:
    if last.year == subject.year:
        return f"dinilai {words.escape(subject.by)}, {words.short_moment(last.at)}"
    if stage_of(subject.entry) is Stage.CARRIED:
        return f"hasil {last.year}, masih berlaku sampai {subject.counted_until}"
    return f"hasil {last.year}, sudah tidak berlaku; mohon dinilai lagi"


def _note(answers: Answers) -> str:
    return f"Catatan: {words.escape(answers[NOTE])}" if answers.get(NOTE) else ""


def _reasons(given: Answers) -> list[str]:
    return [
        f"– {words.escape(item.name)}: {words.escape(given[reason_key(item.key)])}"
        for item in ITEMS
        if given.get(item.key) == ItemResult.NOT_APPLICABLE and given.get(reason_key(item.key))
    ]


def _draft(subject: Subject) -> str:
    return f"{words.DRAFT} draf {words.escape(subject.draft)}" if subject.draft else ""


def _saved_or_not(subject: Subject, given: Answers, *, begun: bool) -> str:
    """Return whether what is ticked is stored, and how much of what is compulsory is judged."""
    last = subject.last
    if not begun and last is not None and last.year == subject.year:
        return f"{words.VERIFIED} Tersimpan {words.short_moment(last.at)}"
    required = required_items(subject.rules.chosen)
    judged = len(required) - len(undecided(given, required))
    told = f"{words.DRAFT} Belum disimpan – {judged} dari {len(required)} wajib dinilai"
    taken_over = not begun and last is not None
    return f"{told}, terisi dari hasil {last.year}" if taken_over and last is not None else told


def saved(indicator: Indicator, event: ReportEvent, opd_name: str) -> str:
    """Return the line about what was just saved, above the next card."""
    files = f" · {len(event.files)} berkas" if event.files else ""
    said = words.bold(outcome(indicator.key, event.answers))
    return f"{words.VERIFIED} Tersimpan: {words.escape(opd_name)} – {said}{files}"


def undone(opd_name: str) -> str:
    return f"Diurungkan: hasil {words.escape(opd_name)} kembali seperti sebelumnya."


def overtaken(name: str, event: ReportEvent) -> str:
    """Return why a tap on an older card was not stored."""
    return (
        f"⚠️ {words.escape(name)} baru saja mengubah hasil OPD ini ({words.short_moment(event.at)}), "
        "jadi ketukan Anda tidak disimpan. Periksa dulu, lalu ketuk lagi bila perlu."
    )


def summary(rows: Sequence[tuple[str, str]], meaning: str, files: Sequence[str]) -> str:
    """Return the answers of the conversation with score, note and evidence, before they are saved."""
    return words.paragraphs(
        "Periksa sebelum disimpan:",
        "\n".join(f"{words.escape(name)}: {words.bold(value)}" for name, value in rows),
        "\n".join(f"📎 {words.escape(name)}" for name in files),
        meaning,
    )


def moment_of(name: str, at: datetime, now: datetime) -> str:
    return f"{name}, {words.ago(at, now)}"
