"""An indicator's card: its numbers, what moves them, and how many OPD stand where."""

from collections.abc import Mapping

from domain.figures.asking import Period
from domain.figures.figure import Counts
from domain.figures.lifting import what_lifts
from domain.language.numbers import format_decimal, format_percent
from domain.reports.periods import ReportPeriod
from handlers.figures.part_texts import Listed, sizes
from handlers.figures.texts import Line, bar_of, capaian_of, note, official, target, when
from handlers.telegram.paging import Page
from handlers.words import words

OWN_ONLY = "Rincian per OPD dilihat oleh Bagian Organisasi; di sini hanya OPD Anda."
CHOOSE = "Tekan OPD untuk laporannya."
OR_TYPE = "Tekan OPD, atau ketik namanya."


def card(asked: Period, shown: Line, page: Page[Listed], *, own_only: bool, closed: str, sought: str) -> str:
    """Return an indicator's card; `closed` says since when the year is closed (HTML).

    `sought` is what the listed OPD were looked for with.
    """
    return words.paragraphs(
        words.lines(
            words.bold(f"{shown.indicator.number} · {shown.indicator.name}"),
            f"{asked.year}{when(asked)}",
            note(asked),
            closed,
        ),
        words.lines(*_numbers(asked, shown)),
        sizes(shown.indicator, shown.totals, shown.mine),
        _how(page, own_only=own_only, sought=sought),
    )


def _how(page: Page[Listed], *, own_only: bool, sought: str) -> str:
    if own_only:
        return OWN_ONLY
    if sought and page.total:
        return f"Nama OPD dengan {words.quote(sought)}: {page.total}. {CHOOSE}"
    if sought:
        return f"Tidak ada OPD bernama {words.quote(sought)} di sini. Mohon coba kata lain."
    return OR_TYPE if page.total else ""


def _numbers(asked: Period, shown: Line) -> list[str]:
    """Return the official number, then what could still become of it where that says anything."""
    counts, carried = shown.totals.counts, shown.totals.carried_over
    if counts.official is None:
        return [official(counts)]
    capaian = capaian_of(counts, shown.target)
    return [
        f"{official(counts)} · {target(shown)}",
        f"{bar_of(counts)} {what_moves(asked, shown)}".rstrip(),
        *(_possible(counts) if asked.live else ()),
        capaian[:1].upper() + capaian[1:],
        f"{carried} hasil dari tahun sebelumnya" if carried else "",
        f"{shown.totals.as_written} memakai {shown.indicator.written}" if shown.totals.as_written else "",
        _expected(shown),
        shown.together,
        _semesters(shown.totals.by_semester),
        shown.reconciled,
    ]


def _expected(shown: Line) -> str:
    """Return how many of the OPD that are missing have said that there is nothing to report yet."""
    expected, not_out = shown.totals.expected, shown.indicator.not_out
    if not expected or not_out is None:
        return ""
    return f"{expected} OPD mencatat {words.within(not_out.label)}"


def _semesters(used: Mapping[ReportPeriod, int]) -> str:
    """Return how many OPD the number stands on a semester for, as their year's value is not there."""
    return " · ".join(f"{count} OPD memakai {semester.named}" for semester, count in used.items())


def what_moves(asked: Period, shown: Line) -> str:
    """Return how many OPD are missing to the target, and where they can come from."""
    return what_lifts(shown.indicator, shown.totals.counts, shown.target, live=asked.live)


def _possible(counts: Counts) -> list[str]:
    """Return what the number is with all that waits, and between which numbers it will end."""
    pending, lowest, highest = counts.including_pending, counts.lowest, counts.highest
    if pending is None or lowest is None or highest is None:
        return []
    waiting = counts.waiting_met + counts.waiting_unmet
    open_ended = not lowest and highest == 1
    return [
        f"Termasuk menunggu {format_percent(pending)}" if waiting else "",
        f"Mungkin {format_decimal(lowest * 100)}–{format_percent(highest)}"
        if highest > lowest and not open_ended
        else "",
    ]
