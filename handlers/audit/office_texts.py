"""What the audit trail says of the office: which part, or who signs, and what was written before and now."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.language.dates import format_short_day
from domain.office.form import PART_FORMS, TEXT
from domain.office.office import Part
from handlers.words import words

_PARTS: Mapping[str, str] = {
    Part.LOGO.value: "logo",
    **{part.value: words.within(one.form.name(TEXT, {})) for part, one in PART_FORMS.items()},
}
_LABELS = {
    "title": "jabatan",
    "name": "nama",
    "rank": "pangkat",
    "nip": "NIP",
    "since": "sejak",
    "until": "sampai",
}
NONE = "–"


def subject(said: str, signatory: Mapping[str, Any]) -> str:
    """Return what "office place" or "signatory 3" is about: "tempat tanda tangan", the person's name."""
    kind, _, part = said.partition(" ")
    return _PARTS.get(part, part) if kind == "office" else str(signatory.get("name", part))


def change(said: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Return what an entry about that changed: "Sumedang → Cirebon", "pangkat: Pembina → –"."""
    if said == f"office {Part.LOGO.value}":
        return "gambar baru" if after.get("text") else "dihapus"
    if said.startswith("office "):
        was, now = _line(before.get("text", "")), _line(after.get("text", ""))
        return f"{was} → {now}" if before else now
    if not after:
        return "dihapus dari daftar"
    if not before:
        return "; ".join(f"{_LABELS[key]} {_value(after[key])}" for key in _LABELS if after.get(key))
    changed = [key for key in _LABELS if before.get(key) != after.get(key)]
    return "; ".join(
        f"{_LABELS[key]}: {_value(before.get(key))} → {_value(after.get(key))}" for key in changed
    )


def _line(text: str) -> str:
    return " / ".join(text.splitlines()) or NONE


def _value(value: str | None) -> str:
    if not value:
        return NONE
    try:
        return format_short_day(date.fromisoformat(value))
    except ValueError:
        return value
