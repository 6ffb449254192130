"""What the audit trail says of the Inspektorat's rekap: what was held before and now, and names."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from domain.language.numbers import format_decimal

SHOWN = 3
"""OPD whose values are named; of the others it says how many they are."""


def change(kind: str, before: Mapping[str, Any], after: Mapping[str, Any], opds: Mapping[str, str]) -> str:
    """Return what an entry changed: "28 OPD; berubah: Dinas Kesehatan BB 75,50 → A 81,00"."""
    if kind == "rekap.name":
        return _named(after, opds) if not before else f"{_named(before, opds)} → {_named(after, opds)}"
    said, held = (after or before).get("values", {}), before.get("values", {}) if after else {}
    changed = [
        f"{opds.get(opd, opd)} {_value(held[opd])} → {_value(fact)}"
        for opd, fact in said.items()
        if opd in held and held[opd] != fact
    ]
    more = [f"{len(changed) - SHOWN} lagi"] if len(changed) > SHOWN else []
    told = f"; berubah: {', '.join([*changed[:SHOWN], *more])}" if changed else ""
    return f"{(after or before).get('file', '')}, {len(said)} OPD{told}"


def _named(said: Mapping[str, Any], opds: Mapping[str, str]) -> str:
    return opds.get(said["opd"], said["opd"]) if said["opd"] else "bukan OPD"


def _value(fact: str) -> str:
    nilai, _, kategori = fact.partition("|")
    return f"{kategori} {format_decimal(Decimal(nilai))}" if nilai else kategori
