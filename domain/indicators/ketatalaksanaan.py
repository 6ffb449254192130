"""Ketatalaksanaan: the checklist of business process and service management, and when it is met."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist. `legal_basis` is empty where no regulation is recorded for it yet."""

    key: str
    name: str
    required: bool
    legal_basis: str = ""


ITEMS = (
    Item("sop", "SOP AP ditetapkan dan direviu", required=True, legal_basis="PermenPANRB 35/2012"),
    Item("probis", "Peta proses bisnis", required=True, legal_basis="PermenPANRB 19/2018"),
    Item("layanan", "Standar pelayanan dan maklumat", required=True, legal_basis="PermenPANRB 15/2014"),
    Item("naskah", "Tata naskah dinas", required=True),
    Item("skm", "Tindak lanjut SKM", required=False, legal_basis="PermenPANRB 14/2017"),
    Item("spbe", "SPBE", required=False),
    Item("arsip", "Kearsipan", required=False),
)
ITEM_KEYS = frozenset(item.key for item in ITEMS)
REQUIRED = frozenset(item.key for item in ITEMS if item.required)
"""The wajib items unless a year says otherwise."""


class ItemResult(StrEnum):
    MET = "met"
    UNMET = "unmet"
    NOT_APPLICABLE = "not_applicable"

    @property
    def needs_reason(self) -> bool:
        """Whether the verifikator has to say why."""
        return self is ItemResult.NOT_APPLICABLE


_HOLDS = frozenset({ItemResult.MET, ItemResult.NOT_APPLICABLE})


def meets(results: Mapping[str, ItemResult], required: Collection[str] = REQUIRED) -> bool:
    """Return whether every required item that applies is met.

    An item nobody looked at is unmet, never "not applicable". Where every required item is not applicable
    the checklist is met: an item that does not apply never counts against the OPD, and each has its reason
    on record.
    """
    return all(results.get(key, ItemResult.UNMET) in _HOLDS for key in required)
