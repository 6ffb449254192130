"""Ketatalaksanaan: the checklist of one OPD as a conversation. The items are ticked on one card.

The answers of a draft hold a result for every item that was looked at; the form asks only what cannot be
ticked: the reason of each item that does not apply, and, when wanted, a note and evidence.
"""

from collections.abc import Collection

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import SKIPPED, Asked, Form, Kind, Place, Question
from domain.forms.questions import EVIDENCE, WITHOUT_FILES, Condition, evidence, without
from domain.indicators.kelembagaan_form import NOTE, read_note
from domain.indicators.ketatalaksanaan import ITEM_KEYS, ITEMS, ItemResult, meets
from domain.keys import Answers

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


def met_of(answers: Answers, items: Collection[str] = ITEM_KEYS) -> tuple[int, int]:
    """Return (met, applicable) of these items; an item nobody looked at applies and is unmet."""
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


def _reason(item: str) -> Question:
    def settle(answers: Answers, value: str) -> Answers:
        if value != NOT_SO:
            return answers
        return {**without(answers, reason_key(item)), item: ItemResult.UNMET.value}

    return Question(
        key=reason_key(item),
        kind=Kind.TYPED,
        read=_read_reason,
        choices=lambda _: (NOT_SO,),
        when=_asks_reason(item),
        settle=settle,
    )


TATALAKSANA_FORM = Form(
    "tatalaksana",
    (
        *(_reason(item.key) for item in ITEMS),
        Question(key=NOTE, kind=Kind.TYPED, read=read_note, optional=True),
        evidence(),
    ),
)
