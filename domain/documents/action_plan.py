"""The plan of action (rencana aksi): what each quarter is to reach, and what it has reached.

The columns are those of the rencana aksi that goes with the LKjIP.
"""

from dataclasses import dataclass

from domain.documents.measured import NOTHING, Line, lines
from domain.documents.measurement import Measuring, common_notes
from domain.documents.said import Said, figures_said
from domain.documents.stamp import Stamp
from domain.office.office import Office

TITLE = "RENCANA AKSI"
COLUMNS = ("NO", "SASARAN", "INDIKATOR", "SATUAN", "TARGET TAHUNAN")
"""Before those of the quarters, which stand under each of GROUPS."""
GROUPS = ("TARGET", "REALISASI %")
COLUMNS_BEHIND = ("REALISASI POSISI INI %", "CAPAIAN %", "PENANGGUNG JAWAB")
COUNTED_COLUMNS = ("MEMENUHI", "SELURUH PD")
COUNTED_NOTE = "Banyaknya perangkat daerah di balik persentase pada lembar Rencana aksi."
TARGET_NOW = "TARGET POSISI INI"
NOW = "POSISI INI"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPlanContent:
    """The targets of the year and its quarters with what is realised: the city's totals, no OPD by name."""

    stamp: Stamp
    year: int
    quarter: int
    """What CAPAIAN is of: the end of a quarter (1–4), or the year (0)."""
    office: Office
    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    said: tuple[Said, ...]

    @property
    def basis(self) -> str:
        """What the table rests on."""
        return f"Bentuk tabel menurut {self.office.report_basis}."

    @property
    def heading(self) -> tuple[str, ...]:
        return (f"{TITLE} TAHUN {self.year}", self.office.name, self.stamp.position)


def said_by(content: ActionPlanContent) -> tuple[Said, ...]:
    """Return what the document says of each indicator."""
    return content.said


def action_plan(of: Measuring, stamp: Stamp, office: Office) -> ActionPlanContent:
    """Return the plan of the year of `of.now`; the year before is not part of it."""
    told = lines(of.now, of.quarters, None)
    without = [line.short for line in told if line.of_year is not None and not _has_own(line)]
    return ActionPlanContent(
        stamp=stamp,
        year=of.now.year,
        quarter=of.now.quarter,
        office=office,
        lines=told,
        notes=(*common_notes(of.now, told), *_own_note(without, len(told))),
        said=figures_said(of.now),
    )


def _has_own(line: Line) -> bool:
    return all(one.own is not None for one in line.quarters)


def _own_note(without: list[str], total: int) -> tuple[str, ...]:
    """Say what a quarter is measured against that has no target of its own."""
    if not without:
        return ()
    whose = "" if len(without) == total else f" ({', '.join(without)})"
    return (
        f"Target {NOTHING} pada suatu triwulan: tidak ditetapkan sendiri{whose}; dipakai target tahunan.",
    )
