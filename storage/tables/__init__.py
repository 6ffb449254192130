"""The tables, by area; importing this package makes them all known to `metadata`."""

from storage.tables import (  # noqa: F401 - see above
    access_requests,
    announcements,
    asking,
    audit,
    cards,
    documents,
    drafts,
    evidence,
    inbox,
    installation,
    invitations,
    notices,
    office,
    opds,
    people,
    rekap,
    reminders,
    reports,
    reviewing,
    standings,
    subscriptions,
    troubles,
    years,
)
from storage.tables.columns import metadata

__all__ = ["APPEND_ONLY", "metadata"]

APPEND_ONLY = (
    "role_events",
    "opd_versions",
    "year_settings",
    "report_events",
    "report_files",
    "report_tickets",
    "evidence_openings",
    "audit",
    "return_messages",
    "rekap_sheets",
    "rekap_rows",
    "rekap_withdrawals",
    "rekap_names",
    "office_texts",
    "office_signatories",
)
"""History: triggers of the migrations refuse UPDATE and DELETE."""
