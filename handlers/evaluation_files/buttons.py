"""The button below a workbook that was sent back."""

from handlers.telegram.buttons import Button


class SheetPreview(Button, prefix="zp"):
    """A page of what a workbook that was sent back would change."""

    draft: int
    version: int
    page: int
