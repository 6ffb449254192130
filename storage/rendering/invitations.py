"""The lembar undangan as a PDF, a page for each."""

from dataclasses import fields

from domain.documents.invitations import InvitationsContent
from storage.rendering.typesetting import pdf, qr

QUIET = 4
"""Modules of white around the code, as ISO/IEC 18004 asks for: on coloured paper readers need them."""


def draw(content: InvitationsContent) -> bytes:
    """Return the pages."""
    sheets = [
        {field.name: getattr(one, field.name) for field in fields(one)} | {"qr": qr(one.link, border=QUIET)}
        for one in content.sheets
    ]
    return pdf("invitations.typ", content, sheets=sheets)
