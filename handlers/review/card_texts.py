"""The card of one report that waits: all that a verdict needs, on one screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from domain.deadlines.due import Clocks
from domain.forms.drafts import Evidence
from domain.forms.form import Form, Kind
from domain.forms.known import of_year
from domain.forms.questions import EVIDENCE
from domain.indicators import Indicator, by_key
from domain.indicators.indicator import JUMP
from domain.indicators.sakip import REKAP_SEEN, graded
from domain.language.dates import day_of
from domain.language.numbers import format_decimal
from domain.people.person import Person
from domain.rekap.comparison import Comparison
from domain.reports.events import ReportEvent
from domain.reports.periods import ReportPeriod, preference
from domain.review.inbox import Difference, Flag, unusable
from handlers.conversation.texts import row
from handlers.reporting import difference
from handlers.words import files, words
from handlers.words.names import correction_reason, outcome, report_name

_FLAGS = {
    Flag.NO_EVIDENCE: "⚠️ Tanpa bukti.",
    Flag.UNUSABLE: "⚠️ Ada berkas yang tidak bisa dipakai.",
    Flag.SHARED: "⚠️ Ada berkas yang juga dikirim OPD lain.",
    Flag.NEVER_OPENED: "⚠️ Bukti belum pernah dibuka.",
}
"""What of the files is warned of; what the answers are, `_warnings` says."""


_CHANGES_APART = 3
"""Changes that have a line each; more of them, as of the nine unsur, share lines."""
MOST_NAMED, MOST_FILES = 3, 2
"""Colleagues and files that a card names."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer, and whether it meets the rule of its year."""

    event: ReportEvent
    met: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """One file as the reviewer sees it."""

    file: Evidence
    opened: bool
    shared_with: tuple[str, ...]
    """Names of other OPD that sent the same content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    sent: ReportEvent
    indicator: Indicator
    form: Form
    opd: str
    sender: str
    sender_left: bool
    """Whether the sender no longer reports for this OPD."""
    met: bool
    last: Verdict | None
    """The newest verified answer of this OPD."""
    jump: Decimal | None
    proofs: tuple[Proof, ...]
    flags: tuple[Flag, ...]
    comparison: Comparison | None
    """What the rekap of the Inspektorat says of this OPD, if anything."""
    returned: ReportEvent | None
    """The return that this submission answers."""
    asked: str
    """What its operators asked about that return, and what they were answered (HTML)."""
    changes: tuple[Difference, ...]
    """Against what was returned, or against the verified answer that is to be corrected."""
    correction: bool
    other_period: ReportEvent | None
    """The verified answer of another period that counts now, where this is the first one of its own."""
    clocks: Clocks
    """How long the report has lain on either side since it was first sent."""
    own: bool
    """Whether the reader leaves the verdict to somebody else (`domain.reports.four_eyes`)."""
    own_opd: bool
    """Whether that is because they report for this OPD, and not only because they sent this report."""
    colleagues: tuple[Person, ...]
    """Who may decide instead."""
    number: int
    """Its place among the reports that wait for the reader, counted from 1; 0 for one that does not."""
    waiting: int

    @property
    def openable(self) -> int:
        """How many files can be opened."""
        return sum(not unusable(proof.file) for proof in self.proofs)


def card(shown: Card, now: datetime, note: str = "") -> str:
    sent = shown.sent
    return words.paragraphs(
        words.escape(note),
        words.lines(
            words.bold(_place(shown)),
            words.escape(shown.opd),
        ),
        words.lines(
            words.bold(f"{_said(sent)} → {words.verdict(met=shown.met)}"), *_answers(shown, _said(sent))
        ),
        words.folded(shown.form.parts(sent.answers)),
        words.lines(_last(shown), _period(shown), _beside(shown), *_warnings(shown)),
        _changes(shown),
        words.lines(
            _papers(shown.proofs), *map(_odd, shown.proofs), *(_FLAGS.get(flag, "") for flag in shown.flags)
        ),
        words.lines(
            f"{words.escape(shown.sender)}, {words.short_moment(sent.at)} ({words.ago(sent.at, now)})",
            _clocks(shown.clocks),
            "Pelapor sudah bukan operator OPD ini." if shown.sender_left else "",
            f"Tiket: <code>{sent.ticket}</code>",
        ),
        _left_to(shown) if shown.own else "",
    )


def _place(shown: Card) -> str:
    name = report_name(shown.sent)
    return f"{name} · {shown.number} dari {shown.waiting}" if shown.number else name


def _left_to(shown: Card) -> str:
    """Return why the reader has no verdict here, and who has."""
    why = "melapor untuk OPD ini" if shown.own_opd else "mengirim laporan ini"
    names = words.some([one.name for one in shown.colleagues], MOST_NAMED)
    who = (
        f"Mohon diperiksa rekan: {words.escape(names)}."
        if names
        else "Belum ada rekan lain di Sub Bagian ini; mintalah admin bot menambah verifikator."
    )
    return f"⚠️ Bapak/Ibu {why}, jadi tidak memutuskannya. {who}"


def _clocks(lain: Clocks) -> str:
    """Return on whose side the days went, once the report has lain on both."""
    if lain.opd < timedelta(hours=1):
        return ""
    return f"Sejak awal: {words.length(lain.sub_bagian)} di Sub Bagian · {words.length(lain.opd)} di OPD"


def _said(event: ReportEvent) -> str:
    """Return the answer that counts: "BB · Sangat Baik"."""
    indicator = by_key(event.indicator)
    return (indicator.meaning or indicator.outcome)(event.answers)


def _answers(shown: Card, above: str) -> list[str]:
    """Return the answers by their names, without the one that stands above them already."""
    given = of_year(shown.sent.answers, shown.sent.year, day_of(shown.sent.at))
    path = [
        asked
        for asked in shown.form.path(given)
        if asked.kind is not Kind.DOUBT and not asked.group and asked.key != EVIDENCE
    ]
    told = [(asked.wording(given).name, asked.told(given[asked.key], given)) for asked in path]
    rows = ["" if said == above else words.escape(f"{name}: {said}") for name, said in told]
    before = shown.form.before_rows(path)
    return [*rows[:before], *map(row, shown.form.rows(given)), *rows[before:]]


def _last(shown: Card) -> str:
    if shown.last is None:
        return "Belum pernah diterima."
    then = shown.last.event
    told = f"{outcome(then.indicator, then.answers)} → {words.verdict(met=shown.last.met)}"
    # A semester is said by what was reported; the whole year needs saying beside one only.
    is_other = then.period is ReportPeriod.YEAR is not shown.sent.period
    of = f", {then.period.named}" if is_other else ""
    return f"Terakhir diterima ({then.year}{of}): {words.escape(told)}"


def _period(shown: Card) -> str:
    """Return what an acceptance does to the number where another period is accepted already."""
    if shown.other_period is None:
        return ""
    name, other = shown.sent.period.named, shown.other_period.period.named
    if _stays_beside(shown):
        return f"Periode {name}; angka resmi tetap memakai {other}."
    return f"Periode {name}; bila diterima, menggantikan {other} dalam angka resmi."


def _stays_beside(shown: Card) -> str:
    """Return what the other period is called that goes on counting once this one is accepted; "" for none."""
    other = shown.other_period
    stays = other is not None and preference(other.answers) < preference(shown.sent.answers)
    return other.period.named if other is not None and stays else ""


def _beside(shown: Card) -> str:
    """Return what the rekap says; of a difference also whether the sender has seen it, and meant the own."""
    if shown.comparison is None:
        return ""
    told = said_in(shown.comparison)
    if Flag.DIFFERS not in shown.flags:
        return f"✓ Sesuai rekap Inspektorat: {told}"
    seen = shown.sent.answers.get(REKAP_SEEN) == shown.comparison.fact
    kept = " Pelapor tetap pada jawabannya." if seen else ""
    return f"⚠️ Rekap Inspektorat: {told}, berbeda dari laporan ini.{kept}"


def said_in(comparison: Comparison) -> str:
    """Return "BB · 75,50", or the predikat alone where the rekap has no nilai."""
    return graded(comparison.nilai, comparison.kategori)


def _warnings(shown: Card) -> list[str]:
    before = shown.last.event.answers if shown.last is not None else {}
    indicator, answers = shown.indicator, shown.sent.answers
    told = (
        *indicator.warnings(before, answers),
        indicator.disputed(answers),
        indicator.outdated(answers),
    )
    found = [f"⚠️ {words.escape(one)}" for one in told if one]
    # A late semester I came before what it is held beside: nothing has become more, less or otherwise.
    other = _stays_beside(shown)
    if shown.jump is not None:
        points = f"{format_decimal(abs(shown.jump))} poin"
        way = "Naik" if shown.jump > 0 else "Turun"
        told_so = f"Berbeda {points} dari {other}" if other else f"{way} {points}"
        found.append(f"⚠️ {told_so} (lebih dari {JUMP}).")
    if shown.last is not None and shown.last.met != shown.met:
        now = "Berubah: dulu belum memenuhi." if shown.met else "Berubah: dulu memenuhi, kini belum."
        found.append(f"⚠️ {f'Lain dari {other}: {words.verdict(met=shown.met)}.' if other else now}")
    return found


def _changes(shown: Card) -> str:
    if shown.returned is None and not shown.correction:
        return ""
    head = (
        f"{words.RETURNED} <b>Dikirim ulang</b> setelah dikembalikan: {words.escape(shown.returned.reason)}"
        if shown.returned is not None
        else "<b>Koreksi</b> atas jawaban yang sudah diterima. Angka resmi belum berubah."
    )
    told = [difference(shown.form, one, shown.sent.answers) for one in shown.changes]
    if len(told) > _CHANGES_APART:
        told = [" · ".join(told)]
    return words.lines(
        correction_reason(shown.sent), head, shown.asked, *(told or ["Tidak ada jawaban yang berubah."])
    )


def _papers(proofs: Sequence[Proof]) -> str:
    """Return in one line what can be opened: the names stand below the files themselves."""
    usable = [proof for proof in proofs if not unusable(proof.file)]
    if not usable:
        return ""
    opened = sum(proof.opened for proof in usable)
    state = "sudah dibuka" if opened == len(usable) else "belum dibuka"
    if 0 < opened < len(usable):
        state = f"{opened} dari {len(usable)} sudah dibuka"
    names = words.some(
        [f"“{words.cut(proof.file.name, words.LONGEST_QUOTE)}”" for proof in usable], MOST_FILES
    )
    size = f" ({words.size(usable[0].file.size)})" if len(usable) == 1 else ""
    return f"📎 {words.escape(names)}{size} · {state}"


def _odd(proof: Proof) -> str:
    """Return what is special about one file, or nothing."""
    file = proof.file
    told = (
        "✗ tidak bisa dipakai" if unusable(file) else "",
        files.warned(file.marks) if file.marks else "",
        f"sama dengan berkas {_several(proof.shared_with)}" if proof.shared_with else "",
    )
    return "\n".join(f"   {words.quote(file.name)}: {one}" for one in told if one)


def _several(names: Sequence[str]) -> str:
    """Name the first, count the others: a file of the whole city must not fill the screen."""
    others = f" dan {len(names) - 1} OPD lain" if len(names) > 1 else ""
    return f"{words.escape(names[0])}{others}"
