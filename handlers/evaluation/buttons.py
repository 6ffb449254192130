"""The buttons of `/evaluasi`."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.telegram.buttons import Button


@dataclass(frozen=True, slots=True)
class Evaluate(Button):
    """One of the two evaluations of a year, as the person's present task; "" and 0 where one is to choose."""

    prefix: ClassVar[str] = "ze"
    indicator: str
    year: int


@dataclass(frozen=True, slots=True)
class EvaluationList(Button):
    """The OPD of one stage."""

    prefix: ClassVar[str] = "zl"
    indicator: str
    year: int
    stage: str
    page: int


@dataclass(frozen=True, slots=True)
class EvaluateOpd(Button):
    prefix: ClassVar[str] = "zo"
    indicator: str
    year: int
    opd: str


@dataclass(frozen=True, slots=True)
class Judge(Button):
    """Tepat or perlu penyesuaian, in one tap; `seen` is the newest event that the card knew of."""

    prefix: ClassVar[str] = "zj"
    opd: str
    year: int
    seen: int
    result: str


@dataclass(frozen=True, slots=True)
class JudgeInDetail(Button):
    """The same with score, note or evidence, as a conversation."""

    prefix: ClassVar[str] = "zd"
    opd: str
    year: int


@dataclass(frozen=True, slots=True)
class Tick(Button):
    """One tap on a checklist: an item's key, or what else can be done with it.

    `draft` is 0 while nothing was ticked yet; then `version` is the newest event that the card knew of.
    """

    prefix: ClassVar[str] = "zt"
    draft: int
    version: int
    opd: str
    year: int
    act: str


SAVE, SAVE_UNMET, ALL_REQUIRED = "simpan", "belum", "wajib"
"""What a Tick can do besides ticking one item."""


@dataclass(frozen=True, slots=True)
class UndoEvaluation(Button):
    prefix: ClassVar[str] = "zu"
    event: int


@dataclass(frozen=True, slots=True)
class SheetDownload(Button):
    """The evaluation as a workbook to be filled in."""

    prefix: ClassVar[str] = "zx"
    indicator: str
    year: int


@dataclass(frozen=True, slots=True)
class SheetPreview(Button):
    """A page of what a workbook that was sent back would change."""

    prefix: ClassVar[str] = "zp"
    draft: int
    version: int
    page: int
