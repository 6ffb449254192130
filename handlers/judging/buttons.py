"""The buttons that judge an OPD."""

from domain.forms.late_presses import Wish
from handlers.telegram.buttons import Button


class Judge(Button, prefix="zj"):
    """Tepat or perlu penyesuaian, in one tap; `seen` is the newest event that the card knew of."""

    opd: str
    year: int
    seen: int
    result: str


class JudgeInDetail(Button, prefix="zd"):
    """The same with score, note or evidence, as a conversation."""

    opd: str
    year: int


SAVE, SAVE_UNMET, ALL_REQUIRED = "simpan", "belum", "wajib"
"""What a Tick can do besides ticking one item."""


class Tick(Button, prefix="zt"):
    """One tap on a checklist: an item's key, or what else can be done with it.

    `draft` is 0 while nothing was ticked yet; then `version` is the newest event that the card knew of.
    """

    draft: int
    version: int
    opd: str
    year: int
    act: str

    def wants(self) -> Wish:
        return Wish.SEND if self.act in (SAVE, SAVE_UNMET, ALL_REQUIRED) else Wish.MOVE


class UndoEvaluation(Button, prefix="zu"):
    event: int
