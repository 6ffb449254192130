"""What the audit trail says about each kind of change: who, when, about what, before and after."""

from datetime import datetime

from domain.forms.drafts import Evidence
from domain.people.person import Grant, Person
from domain.reports.events import ReportEvent
from domain.units.opd import Opd
from storage.ports import Announcement, Invitation, Setting
from storage.sql.audit_chain import Note, canonical


def report_happened(event: ReportEvent, former: ReportEvent | None) -> Note:
    """Say what happened to a report; before is the event that was its newest until now."""
    return Note(
        at=event.at,
        by=event.by,
        kind=f"report.{event.kind}",
        subject=f"{event.opd}/{event.indicator}/{event.year}",
        before=canonical(None if former is None else _report(former)),
        after=canonical(_report(event)),
    )


def person_added(person: Person, *, at: datetime) -> Note:
    said = {"name": person.name, "telegram_id": person.telegram_id}
    return _change("person.added", f"person {person.id}", None, said, by=None, at=at)


def role_granted(person_id: int, grant: Grant, *, by: int | None, at: datetime) -> Note:
    return _change("role.granted", f"person {person_id}", None, _role(grant), by=by, at=at)


def role_ended(person_id: int, grant: Grant, *, by: int | None, at: datetime) -> Note:
    return _change("role.ended", f"person {person_id}", _role(grant), None, by=by, at=at)


def invitation_added(invitation: Invitation) -> Note:
    """Say who may come in as what; never the token, nor its hash, which a reader could try tokens against."""
    said = {**_role(invitation.grant), "expires_at": invitation.expires_at.isoformat()}
    subject = f"invitation {invitation.id}"
    by, at = invitation.created_by, invitation.created_at
    return _change("invitation.added", subject, None, said, by=by, at=at)


def invitation_used(invitation: Invitation, person_id: int, *, at: datetime) -> Note:
    said = {**_role(invitation.grant), "used_by": person_id}
    subject = f"invitation {invitation.id}"
    return _change("invitation.used", subject, _role(invitation.grant), said, by=person_id, at=at)


def invitation_revoked(invitation: Invitation, *, by: int, at: datetime) -> Note:
    subject = f"invitation {invitation.id}"
    return _change("invitation.revoked", subject, _role(invitation.grant), None, by=by, at=at)


def opd_recorded(opd: Opd, former: Opd | None, *, by: int | None, at: datetime) -> Note:
    before = None if former is None else _opd(former)
    return _change("opd.recorded", f"opd {opd.code}", before, _opd(opd), by=by, at=at)


def year_set(setting: Setting, former: Setting | None) -> Note:
    before = None if former is None else _setting(former)
    subject = f"{setting.year} {setting.key}"
    return _change("year.set", subject, before, _setting(setting), by=setting.by, at=setting.at)


def evidence_opened(evidence: Evidence, *, by: int, at: datetime) -> Note:
    said = {"name": evidence.name, "opd": evidence.opd, "sha256": evidence.sha256}
    return _change("evidence.opened", f"file {evidence.id}", None, said, by=by, at=at)


def announced(announcement: Announcement) -> Note:
    said = {
        "audience": announcement.audience,
        "text": announcement.text,
        "file_name": announcement.file_name,
    }
    subject, at = f"announcement {announcement.id}", announcement.at
    return _change("announcement.sent", subject, None, said, by=announcement.by, at=at)


def announcement_changed(
    former: Announcement, changed: Announcement, *, by: int | None, at: datetime
) -> list[Note]:
    """Say that it was stopped or recalled; how far its card has come is nobody's deed."""
    steps = {
        "announcement.stopped": (former.stopped_at, changed.stopped_at),
        "announcement.recalled": (former.recalled_at, changed.recalled_at),
    }
    subject = f"announcement {changed.id}"
    return [
        _change(kind, subject, None, {"at": after.isoformat()}, by=by, at=at)
        for kind, (before, after) in steps.items()
        if before is None and after is not None
    ]


def _change(kind: str, subject: str, before: object, after: object, *, by: int | None, at: datetime) -> Note:
    return Note(at=at, by=by, kind=kind, subject=subject, before=canonical(before), after=canonical(after))


def _report(event: ReportEvent) -> dict[str, object]:
    """Return what an event says beyond the subject, without what it does not say."""
    said = {
        "about": event.about,
        "answers": dict(event.answers),
        "draft": event.draft,
        "fields": list(event.fields),
        "files": list(event.files),
        "reason": event.reason,
        "ticket": event.ticket,
    }
    return {"id": event.id, "kind": event.kind.value} | {key: value for key, value in said.items() if value}


def _role(grant: Grant) -> dict[str, str]:
    return {"role": grant.role.value, "unit": grant.unit}


def _opd(opd: Opd) -> dict[str, str | None]:
    return {
        "name": opd.name,
        "kind": opd.kind,
        "valid_from": opd.valid_from.isoformat(),
        "valid_to": opd.valid_to.isoformat() if opd.valid_to is not None else None,
        "decree": opd.decree,
        "merged_into": opd.merged_into,
    }


def _setting(setting: Setting) -> dict[str, str]:
    return {"value": setting.value, "legal_basis": setting.legal_basis}
