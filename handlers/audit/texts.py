"""The audit trail in words: who, when, what, and before → after."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from domain.indicators import by_key, key_of
from domain.keys import IndicatorKey
from domain.people.person import NAMELESS, Grant, Role
from domain.reports.events import EventKind
from domain.reports.expected import EXPECTED_MONTH, month_of
from handlers.announcements import for_whom
from handlers.audit import office_texts as audit_office
from handlers.audit import rekap_texts as audit_rekap
from handlers.audit import setting_texts as audit_settings
from handlers.words import words
from handlers.words.expected import short_month
from handlers.words.names import outcome
from handlers.words.people import role
from storage.ports import AuditEntry

YEAR_SET = "year.set"
_OFFICE, _REKAP = "office.", "rekap."
KINDS = {
    "report.submitted": "Laporan dikirim",
    "report.withdrawn": "Laporan ditarik kembali",
    "report.verified": "Laporan diterima",
    "report.returned": "Laporan dikembalikan",
    "report.evaluated": "Evaluasi dicatat",
    "report.undone": "Keputusan diurungkan",
    "report.expected": "Laporan dicatat belum terbit",
    "return.question": "Pertanyaan tentang pengembalian",
    "return.answer": "Jawaban tentang pengembalian",
    "person.added": "Orang baru",
    "person.renamed": "Nama orang diganti",
    "person.forgotten": "Nama orang dihapus",
    "access.forgotten": "Nama pada permintaan akses dihapus",
    "role.granted": "Peran diberikan",
    "role.ended": "Peran diakhiri",
    "invitation.added": "Undangan dibuat",
    "invitation.used": "Undangan dipakai",
    "invitation.revoked": "Undangan dicabut",
    "access.asked": "Akses diminta",
    "access.accepted": "Permintaan akses diterima",
    "access.refused": "Permintaan akses ditolak",
    "opd.recorded": "OPD dicatat",
    YEAR_SET: "Ketentuan tahun dicatat",
    "evidence.opened": "Bukti dibuka pemeriksa",
    "evidence.kept": "Berkas bukti disimpan",
    "proof.begun": "Data lama mulai dibuktikan",
    "rekap.kept": "Rekap Inspektorat disimpan",
    "rekap.withdrawn": "Rekap Inspektorat dicabut",
    "rekap.name": "Nama dalam rekap dikenali",
    "office.set": "Data instansi dicatat",
    "office.signatory": "Penanda tangan dicatat",
    "announcement.sent": "Pengumuman dikirim",
    "announcement.stopped": "Pengumuman dihentikan",
    "announcement.recalled": "Pengumuman ditarik kembali",
}
"""What the storage calls each kind of change, in words."""
SEARCH_TITLE = "Cari di jejak audit"
SEARCH_ASK = "Apa yang dicari? Misalnya nama OPD, nama orang, atau “dikembalikan”."
LONGEST_SIDE, LONGEST_CHANGE = 160, 400
"""Characters of what was before or after that are shown, and of the whole; a page must fit a message."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LABELS = {
    "name": "nama",
    "short": "nama pendek",
    "kind": "jenis",
    "valid_from": "sejak",
    "valid_to": "sampai",
    "decree": "dasar",
    "merged_into": "digabung ke",
    "value": "isi",
    "legal_basis": "dasar",
    "opd": "OPD",
    "text": "isi",
}
"""What is worth reading; anything else in an entry is for machines."""
_EVENTS = {kind.removeprefix("report."): label for kind, label in KINDS.items() if kind.startswith("report.")}

Said: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Names:
    """People by id and OPD by code, to read entries with."""

    people: Mapping[int, str]
    opds: Mapping[str, str]


def trail(listed: Sequence[AuditEntry], names: Names, wanted: str) -> str:
    head = f"Jejak audit · {words.quote(wanted)}" if wanted else "Jejak audit"
    nothing = "Tidak ada catatan yang cocok." if wanted else "Belum ada catatan."
    entries = [_entry(entry, names) for entry in listed]
    return words.paragraphs(f"<b>{head}</b>", *(entries or [nothing]))


def _entry(entry: AuditEntry, names: Names) -> str:
    who = names.people.get(entry.by or 0, "orang luar" if entry.kind == "access.asked" else "otomatis")
    return words.lines(
        f"{words.short_moment(entry.at)} · {words.escape(who)}",
        f"{words.bold(KINDS.get(entry.kind, entry.kind))}: {words.escape(_subject(entry, names))}",
        words.escape(_short(_change(entry, names), LONGEST_CHANGE)),
    )


def _subject(entry: AuditEntry, names: Names) -> str:
    """Return what an entry is about: "Dinas Kesehatan · SAKIP 2026", a person's name."""
    kind, _, rest = entry.subject.partition(" ")
    if kind == "person" and rest.isdecimal():
        return names.people.get(int(rest), entry.subject)
    if kind in ("opd", "rekap"):
        return names.opds.get(rest, rest) if kind == "opd" else rest
    if kind in ("invitation", "file", "announcement", "access", "return"):
        return _said(entry.after).get("name") or f"nomor {rest}"
    if entry.kind == YEAR_SET or entry.kind.startswith(_OFFICE):
        return _setting(entry, names)
    if entry.kind.startswith("report."):
        opd, indicator, year = entry.subject.split("/")
        return f"{names.opds.get(opd, opd)} · {by_key(indicator).title} {year}"
    return entry.subject


def _setting(entry: AuditEntry, names: Names) -> str:
    if entry.kind == YEAR_SET:
        return audit_settings.subject(entry.subject, names.opds)
    return audit_office.subject(entry.subject, _said(entry.after) or _said(entry.before))


def _change(entry: AuditEntry, names: Names) -> str:
    before, after = _said(entry.before), _said(entry.after)
    if entry.kind.startswith(_OFFICE):
        return audit_office.change(entry.subject, before, after)
    return _changed(entry, before, after, names)


def _changed(entry: AuditEntry, before: Said, after: Said, names: Names) -> str:
    if entry.kind.startswith("report."):
        indicator = key_of(entry.subject.split("/")[1])
        return _arrow(_event(before, indicator), _event(after, indicator))
    if entry.kind == "announcement.sent":
        said = after["text"] or after["file_name"] or "foto"
        return f"untuk {for_whom(after['audience'])}: {_short(said)}"
    if entry.kind.startswith(_REKAP):
        return audit_rekap.change(entry.kind, before, after, names.opds)
    if "role" in before or "role" in after:
        return _role(after or before, names)
    if entry.kind == YEAR_SET:
        before, after = (_worded(entry.subject, said) for said in (before, after))
    changed = [key for key in _LABELS if before.get(key) != after.get(key)]
    if not before:
        return _short("; ".join(f"{_LABELS[key]} {_value(after[key])}" for key in changed if after.get(key)))
    return "; ".join(
        f"{_LABELS[key]}: {_arrow(_value(before.get(key)), _value(after.get(key)))}" for key in changed
    )


def _worded(subject: str, said: Said) -> Said:
    return {**said, "value": audit_settings.value(subject, said["value"])} if said else said


def _said(text: str) -> Said:
    """Return one side of an entry; there is none before the first and after the last."""
    said = json.loads(text) if text else None
    if not isinstance(said, dict):
        return {}
    return {name: NAMELESS if _is_forgotten(value) else value for name, value in said.items()}


def _is_forgotten(value: object) -> bool:
    """Return whether a name was taken out, and only its seal is left (decision record 46)."""
    return isinstance(value, dict) and value.keys() == {"sealed"}


def _role(said: Said, names: Names) -> str:
    told = role(Grant(Role(said["role"]), said["unit"]), names.opds)
    by = names.people.get(said.get("used_by", 0))
    until = said.get("expires_at")
    when = f", sampai {words.short_moment(datetime.fromisoformat(until))}" if until else ""
    return f"{told}{f', oleh {by}' if by else ''}{when}"


def _event(said: Said, indicator: IndicatorKey) -> str:
    if not said:
        return ""
    what = _answers(said, indicator)
    told = _EVENTS.get(str(said["kind"]), "").partition(" ")[2]
    return " · ".join(part for part in (told, what, said.get("reason", "")) if part)


def _answers(said: Said, indicator: IndicatorKey) -> str:
    answers = said.get("answers")
    if not answers:
        return ""
    if said["kind"] == EventKind.EXPECTED:
        month = month_of(str(answers.get(EXPECTED_MONTH, "")))
        return f"perkiraan {short_month(month)}" if month is not None else ""
    return outcome(indicator, answers)


def _arrow(before: str, after: str) -> str:
    return f"{_short(before)} → {_short(after)}" if before else _short(after)


def _value(value: object) -> str:
    said = str(value) if value else "–"
    return words.short_day(date.fromisoformat(said)) if _DAY.fullmatch(said) else said


def _short(text: str, longest: int = LONGEST_SIDE) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
