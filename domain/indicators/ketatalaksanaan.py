"""Ketatalaksanaan: the checklist of business process and service management, and when it is met.

The items are ticked on one card: the answers of a draft hold a result for every item that was looked at. The
form asks only what cannot be ticked: the reason of each item that does not apply, and, when wanted, a note
and evidence.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import SKIPPED, Asked, Form, Kind, Place, Question
from domain.forms.questions import EVIDENCE, WITHOUT_FILES, Condition, evidence, one_of, without
from domain.forms.words import Wording
from domain.indicators.indicator import VALUE, Chosen, Indicator, Yearly, yearly_form
from domain.indicators.remark import NOTE, REMARK, read_note
from domain.keys import Answers, IndicatorKey
from domain.people.person import SubBagian

REGULATION = "PermenPANRB 35/2012, 19/2018, 15/2014; Permendagri 1/2023"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist. `legal_basis` is empty where no regulation is recorded for it yet."""

    key: str
    name: str
    short: str
    """What it is called on a key that stands beside another."""
    required: bool
    legal_basis: str = ""
    formerly: tuple[str, ...] = ()
    """Other names, which workbooks may bear that were downloaded before it was renamed."""


ITEMS = (
    Item("sop", "SOP AP ditetapkan dan direviu", "SOP AP", required=True, legal_basis="PermenPANRB 35/2012"),
    Item("probis", "Peta proses bisnis", "Peta proses", required=True, legal_basis="PermenPANRB 19/2018"),
    Item(
        "layanan",
        "Standar pelayanan dan maklumat",
        "Standar layanan",
        required=True,
        legal_basis="PermenPANRB 15/2014",
    ),
    Item("naskah", "Tata naskah dinas", "Tata naskah", required=True, legal_basis="Permendagri 1/2023"),
    Item("skm", "Tindak lanjut SKM", "Lanjutan SKM", required=False, legal_basis="PermenPANRB 14/2017"),
    Item(
        "spbe",
        "Pemerintah digital (SPBE)",
        "Digital (SPBE)",
        required=False,
        legal_basis="PermenPANRB 8/2026",  # which replaced 59/2020
        formerly=("SPBE",),
    ),
    Item("arsip", "Kearsipan", "Kearsipan", required=False),
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


REASON = "alasan-"
ASKING = "tanya"
"""Set while the reasons are being asked; ticking on puts it aside, so that passing by "–" asks nothing."""
NOT_SO = "batal"
"""The way out of a reason that was asked: the item applies after all, and is unmet."""

_NEXT = {
    None: ItemResult.MET,
    ItemResult.MET: ItemResult.UNMET,
    ItemResult.UNMET: ItemResult.NOT_APPLICABLE,
    ItemResult.NOT_APPLICABLE: None,
}


def reason_key(item: str) -> str:
    return f"{REASON}{item}"


def results_of(answers: Answers) -> dict[str, ItemResult]:
    """Return the result of every item that was looked at; reasons and notes are no results."""
    return {item: ItemResult(result) for item, result in answers.items() if item in ITEM_KEYS}


def procedures_are_met(answers: Answers, required: Collection[str]) -> bool:
    """Return whether every required item that applies is met (see `meets`)."""
    return meets(results_of(answers), required)


def met_of(answers: Answers, items: Collection[str]) -> tuple[int, int]:
    """Return (met, applicable) of these items; an item nobody looked at applies and is not met."""
    results = results_of(answers)
    applicable = [item for item in items if results.get(item) is not ItemResult.NOT_APPLICABLE]
    return sum(results.get(item) is ItemResult.MET for item in applicable), len(applicable)


def undecided(answers: Answers, items: Collection[str]) -> tuple[str, ...]:
    """Return those of these items that nobody has judged, in the order of the checklist.

    Not judged is not unmet: nothing is stored of an OPD before its compulsory items are decided
    (domain.md, "Ketatalaksanaan").
    """
    results = results_of(answers)
    return tuple(item.key for item in ITEMS if item.key in items and item.key not in results)


def taken_as_unmet(answers: Answers, items: Collection[str]) -> dict[str, str]:
    """Return the answers with every one of these items unmet that was not judged.

    It is what a person may choose to do, and what a result says that was stored without them.
    """
    return {**answers, **dict.fromkeys(undecided(answers, items), ItemResult.UNMET.value)}


def tick(answers: Answers, item: str) -> dict[str, str]:
    """Return the answers after one tap on an item: met, then unmet, not applicable, and not judged again."""
    result = _NEXT[results_of(answers).get(item)]
    rest = without(answers, ASKING, item)
    return {**rest, item: result.value} if result is not None else rest


def tick_required(answers: Answers, required: Collection[str]) -> dict[str, str]:
    """Return the answers with every required item met, except those that do not apply and say why."""
    lacking = [item for item in required if not answers.get(reason_key(item))]
    kept = [item for item in required if results_of(answers).get(item) is not ItemResult.NOT_APPLICABLE]
    return {**without(answers, ASKING), **dict.fromkeys({*lacking, *kept}, ItemResult.MET.value)}


def reasons_missing(answers: Answers) -> tuple[str, ...]:
    """Return the items that do not apply and do not say why yet, in the order of the checklist."""
    results = results_of(answers)
    asked = (item.key for item in ITEMS if item.key in results and results[item.key].needs_reason)
    return tuple(item for item in asked if not answers.get(reason_key(item)))


def began(last: Answers | None) -> Place:
    """Return where a checklist begins: with the items and reasons of the last result, if there is one."""
    kept = _kept(last) if last is not None else {}
    return Place({**kept, NOTE: SKIPPED, EVIDENCE: WITHOUT_FILES})


def checklist_answers(given: Answers, required: Collection[str] = ()) -> dict[str, str]:
    """Return what is stored of a checklist: results, the reasons that still apply, and the note.

    Raises InvalidAnswer(EMPTY) naming the required item that is not judged, or the reason that is missing.
    """
    missing = (*undecided(given, required), *map(reason_key, reasons_missing(given)))
    if missing:
        raise InvalidAnswer(Problem.EMPTY, {"question": missing[0]})
    return {**_kept(given), **({NOTE: given[NOTE]} if given.get(NOTE) else {})}


def _kept(given: Answers) -> dict[str, str]:
    """Return the results in the checklist's order, each with its reason where one is needed and given."""
    kept: dict[str, str] = {}
    results = results_of(given)
    for item in (item.key for item in ITEMS if item.key in results):
        kept[item] = results[item].value
        if results[item].needs_reason and given.get(reason_key(item)):
            kept[reason_key(item)] = given[reason_key(item)]
    return kept


def _asks_reason(item: str) -> Condition:
    return lambda answers: ASKING in answers and answers.get(item) == ItemResult.NOT_APPLICABLE


def _read_reason(text: str, _: Asked) -> str:
    return NOT_SO if text == NOT_SO else read_note(text)


def _reason(item: Item) -> Question:
    key = reason_key(item.key)

    def settle(answers: Answers, value: str) -> Answers:
        if value != NOT_SO:
            return answers
        return {**without(answers, key), item.key: ItemResult.UNMET.value}

    return Question(
        key=key,
        kind=Kind.TYPED,
        read=_read_reason,
        choices=lambda _: (NOT_SO,),
        when=_asks_reason(item.key),
        settle=settle,
        words=Wording(
            f"Alasan {item.name}",
            f"Mengapa “{item.name}” tidak berlaku?",
            "Ketik alasannya dengan singkat. Contoh: tidak menyelenggarakan pelayanan publik",
        ),
        labels={NOT_SO: "Berlaku, tetapi belum ❌"},
    )


TATALAKSANA_FORM = Form("tatalaksana", (*map(_reason, ITEMS), REMARK, evidence()))

PICKED = "dipilih"
"""The items ticked so far, between commas; VALUE once *Selesai* is pressed."""
DONE = "selesai"


def picked(answers: Answers) -> tuple[str, ...]:
    """Return the keys of the items that are ticked, in the order of the checklist."""
    return _in_order(answers.get(PICKED, "").split(","))


def _in_order(keys: Collection[str]) -> tuple[str, ...]:
    return tuple(item.key for item in ITEMS if item.key in keys)


def _offered(asked: Asked) -> tuple[str, ...]:
    """A checklist without any compulsory item would be met by everybody, so it cannot be finished."""
    return (*(item.key for item in ITEMS), *((DONE,) if picked(asked.answers) else ()))


def _ticked(answers: Answers, value: str) -> Answers:
    """One tap changes one item and asks again; *Selesai* makes what is ticked the answer."""
    chosen = picked(answers)
    if value == DONE:
        return {**answers, VALUE: ",".join(chosen)}
    return {**without(answers, VALUE), PICKED: ",".join(_in_order({*chosen} ^ {value}))}


def _box(item: Item) -> Callable[[Answers], str]:
    return lambda answers: f"{'☑' if item.key in picked(answers) else '☐'} {item.name}"


def _read_required(text: str) -> str:
    keys = frozenset(key.strip() for key in text.split(","))
    if not keys <= ITEM_KEYS:
        raise ValueError("not an item of the checklist")
    return ",".join(_in_order(keys))


def _names(value: str) -> tuple[str, ...]:
    return tuple(item.name for item in ITEMS if item.key in value.split(","))


REQUIRED_ITEMS = Yearly(
    key="tatalaksana.required",
    default=",".join(_in_order(REQUIRED)),
    read=_read_required,
    title="Item wajib",
    said=lambda value: f"{len(_names(value))} item wajib",
    items=_names,
    begins=lambda value: {PICKED: value},
    form=yearly_form(
        "aturan-wajib",
        Question(
            key=VALUE,
            kind=Kind.CHOICE,
            read=lambda text, asked: one_of(_offered(asked), text),
            choices=_offered,
            settle=_ticked,
            words=Wording(
                "Item wajib",
                "Item mana yang wajib terpenuhi?",
                "Tekan untuk menandai atau menghapus tanda, lalu Selesai.",
            ),
            labels={
                **{item.key: _box(item) for item in ITEMS},
                DONE: lambda answers: f"Selesai ({len(picked(answers))} wajib)",
            },
            shown=lambda value: "; ".join(_names(value)),
        ),
        REGULATION,
    ),
)


def required(chosen: Chosen) -> frozenset[str]:
    """Return the items that are compulsory."""
    return frozenset(REQUIRED_ITEMS.of(chosen).split(","))


def _outcome(answers: Answers) -> str:
    """Return how many of the items that were judged and apply are met, and how many nobody has judged."""
    left = undecided(answers, ITEM_KEYS)
    met, applicable = met_of(answers, ITEM_KEYS.difference(left))
    told = f"{met}/{applicable} terpenuhi"
    return f"{told}, {len(left)} belum dinilai" if left else told


def _progress(answers: Answers, chosen: Chosen) -> Decimal | None:
    """Return how many compulsory items are lacking, as a number below zero."""
    met, applicable = met_of(answers, required(chosen))
    return Decimal(met - applicable)


_RESULTS = {
    ItemResult.MET: "terpenuhi",
    ItemResult.UNMET: "belum terpenuhi",
    ItemResult.NOT_APPLICABLE: "tidak berlaku",
}


def _found(item: Item, answers: Answers) -> str:
    """An item that does not apply says why."""
    result = answers.get(item.key)
    if result is None:
        return "belum dinilai"
    reason = answers.get(reason_key(item.key))
    return _RESULTS[ItemResult(result)] + (f" ({reason})" if reason else "")


KETATALAKSANAAN = Indicator(
    key=IndicatorKey.KETATALAKSANAAN,
    number="3b",
    goal="Meningkatkan kepuasan masyarakat atas pelayanan publik",
    name="Persentase OPD yang menerapkan ketatalaksanaan sesuai ketentuan peraturan perundangan",
    formula=(
        "Jumlah Perangkat Daerah yang menerapkan ketatalaksanaan sesuai ketentuan peraturan perundangan"
        " / Jumlah Seluruh Perangkat Daerah × 100%"
    ),
    source="Laporan Evaluasi Ketatalaksanaan",
    owner=SubBagian.TATALAKSANA,
    short="Ketatalaksanaan",
    title="Ketatalaksanaan",
    also_called="tatalaksana sop",
    letters="TTK",
    legal_basis=REGULATION,
    rule=lambda answers, chosen: procedures_are_met(answers, required(chosen)),
    yearly=(REQUIRED_ITEMS,),
    by_checklist=True,
    outcome=_outcome,
    progress=_progress,
    rows=lambda answers: [(item.name, _found(item, answers)) for item in ITEMS],
)
