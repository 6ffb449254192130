"""Which rows the audit trail proves, and by which of their columns.

An aspect is what of a row is written at one time: what an announcement says when it is sent, how it ended
when it is stopped. Each has facts of its own, so that a later fact never vouches for what it did not write.
A column that is added to a table is a new aspect: those that are here stay as they are, or what was proved
by them is not any more.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Column, ColumnElement, Table, or_, select

from domain.joining.asking import Standing
from storage.tables.access_requests import access_requests
from storage.tables.announcements import announcements
from storage.tables.asking import return_messages
from storage.tables.audit import audit
from storage.tables.evidence import evidence, evidence_openings
from storage.tables.invitations import invitations
from storage.tables.office import office_signatories, office_texts
from storage.tables.opds import opd_versions
from storage.tables.people import people, role_events
from storage.tables.rekap import rekap_names, rekap_rows, rekap_sheets, rekap_withdrawals
from storage.tables.reports import report_events, report_files, report_tickets
from storage.tables.years import year_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Aspect:
    name: str
    """As facts call it: the table's name, and what of its rows it is about if it is not all."""
    table: Table
    columns: tuple[str, ...]
    key: str = "id"
    """The column that facts name the row by."""
    order: str = ""
    """Of several rows with one key, proved together: the column that says in which order."""
    private: frozenset[str] = frozenset()
    """The columns that can be forgotten: facts hold their seals."""
    needed: bool = True
    """Whether a row without a fact was slipped in; else it is not proved yet."""
    where: ColumnElement[bool] | None = None
    """Which rows are proved; None: all."""
    known: ColumnElement[bool] | None = None
    """Which rows were proved when the proof began, if it was not all of them."""

    @property
    def key_column(self) -> Column[int]:
        return self.table.c[self.key]

    @property
    def selected(self) -> list[Column[object]]:
        return [self.table.c[name] for name in self.columns]


def _whole(table: Table, *columns: str, key: str = "id", order: str = "") -> Aspect:
    return Aspect(name=table.name, table=table, columns=columns, key=key, order=order)


_WAS_SENT = access_requests.c.standing != Standing.BEGUN.value
_EVIDENCE_SENT = or_(
    select(report_files).where(report_files.c.evidence == evidence.c.id).exists(),
    select(rekap_sheets).where(rekap_sheets.c.evidence == evidence.c.id).exists(),
)
_ALL: Iterable[Aspect] = (
    _whole(
        report_events,
        "id", "kind", "opd", "indicator", "year", "at", "by_person", "answers", "about", "reason", "fields",
        "draft", "draft_version", "clock",
    ),
    _whole(report_files, "event", "position", "evidence", key="event", order="position"),
    _whole(report_tickets, "event", "ticket", key="event"),
    _whole(role_events, "id", "person", "role", "unit", "given", "by_person", "at"),
    Aspect(
        name="people",
        table=people,
        columns=("id", "telegram_id", "added_at"),
        private=frozenset({"telegram_id"}),
    ),
    Aspect(name="people/name", table=people, columns=("id", "name"), private=frozenset({"name"})),
    _whole(
        opd_versions,
        "id", "code", "name", "kind", "valid_from", "valid_to", "decree", "merged_into", "short",
        "by_person", "at",
    ),
    _whole(year_settings, "id", "year", "key", "value", "legal_basis", "by_person", "at"),
    _whole(
        announcements,
        "id", "by_person", "at", "text", "entities", "audience", "file_id", "file_kind", "file_name",
    ),
    Aspect(
        name="announcements/outcome", table=announcements, columns=("id", "stopped_at", "recalled_at")
    ),
    Aspect(
        name="evidence",
        table=evidence,
        columns=("id", "draft", "opd", "file_id", "unique_id", "kind", "added_by", "added_at"),
        needed=False,
        known=_EVIDENCE_SENT,
    ),
    Aspect(
        name="evidence/content",
        table=evidence,
        columns=("id", "name", "size", "sha256"),
        needed=False,
        known=_EVIDENCE_SENT,
    ),
    _whole(evidence_openings, "id", "evidence", "by_person", "at"),
    _whole(rekap_sheets, "id", "year", "name", "sha256", "evidence", "by_person", "at"),
    _whole(
        rekap_rows,
        "sheet", "row", "name", "opd", "nilai", "kategori", "problem", "said",
        key="sheet",
        order="id",
    ),
    _whole(rekap_withdrawals, "id", "sheet", "by_person", "at"),
    _whole(rekap_names, "id", "name", "opd", "by_person", "at"),
    _whole(office_texts, "id", "part", "text", "by_person", "at"),
    _whole(
        office_signatories,
        "id", "number", "post", "title", "name", "rank", "nip", "since", "until", "struck", "by_person", "at",
    ),
    _whole(invitations, "id", "token_hash", "role", "unit", "created_by", "created_at", "expires_at"),
    Aspect(
        name="invitations/outcome", table=invitations, columns=("id", "used_by", "used_at", "revoked_at")
    ),
    Aspect(
        name="access_requests",
        table=access_requests,
        columns=("id", "telegram_id", "telegram_name", "begun_at", "opd", "name", "sent_at"),
        private=frozenset({"telegram_id", "telegram_name", "name"}),
        where=_WAS_SENT,
    ),
    Aspect(
        name="access_requests/outcome",
        table=access_requests,
        columns=("id", "standing", "settled_by", "settled_at"),
        where=_WAS_SENT,
    ),
    _whole(return_messages, "id", "decision", "way", "text", "by_person", "at"),
    # An entry from before the proof that a name was taken out of is proved by the entry that says so.
    Aspect(
        name="audit",
        table=audit,
        columns=("id", "at", "by_person", "kind", "subject", "before", "after", "hash"),
        needed=False,
    ),
)  # fmt: skip
ASPECTS = {one.name: one for one in _ALL}
