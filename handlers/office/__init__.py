"""`/instansi`: what stands at the head of documents, who signs them, and what the IKU form says."""

from handlers.feature import Feature
from handlers.office import logo, overview, parts, signatories
from handlers.telegram.admins import ADMINS, for_admins
from handlers.telegram.command import Command

FEATURE = Feature(
    commands=(Command("instansi", "Kop surat, logo, dan penanda tangan", overview.office_command, ADMINS),),
    presses=for_admins(
        overview.show_office,
        overview.show_group,
        parts.change_part,
        logo.change_logo,
        logo.remove_logo,
        signatories.show_signatories,
        signatories.show_signatory,
        signatories.change_signatory,
        signatories.ask_strike,
        signatories.strike,
    ),
    flows=(*parts.PART_FLOWS, logo.LOGO_FLOW, *signatories.FLOWS),
    replies={
        "office_part": parts.show_saved,
        "office_logo": logo.show_saved,
        "office_signatory": signatories.show_saved,
        "office_struck": signatories.show_struck,
    },
)

__all__ = ["FEATURE"]
