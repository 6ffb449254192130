"""The IKU form as a PDF, A4 landscape."""

from domain.documents.form import FormContent
from storage.rendering.typesetting import pdf


def draw(content: FormContent) -> bytes:
    """Return the form; a logo that cannot be drawn fails it, so none but what was drawn before is stored."""
    return pdf("form.typ", content)
