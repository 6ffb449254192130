"""Published SAKIP results come out as published; documents that contradict themselves are counted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.figures.figure import Figure, Part, figure
from domain.forms.form import Place
from domain.indicators.sakip import AS_WRITTEN, SAKIP, SAKIP_FORM, predikat_of
from domain.keys import Answers, IndicatorKey
from domain.language.numbers import format_percent
from domain.reports.events import ReportEvent
from domain.units.opd import Opd
from tests.domain.forms.answering import answered
from tests.domain.history import day, submitted, verified

WRITTEN = {"predikat": "B", "nilai": "60", "beda": AS_WRITTEN, "bukti": "belum"}
FITTING = {"predikat": "B", "nilai": "60.01", "bukti": "belum"}


def asked(reports: Sequence[Answers], minimum: str = "B", waiting: tuple[Answers, ...] = ()) -> Figure:
    """Return the figure of a city in which each OPD has one verified report, and then those that wait."""
    events = list[ReportEvent]()
    for number, answers in enumerate([*reports, *waiting]):
        code = f"OPD-{number}"
        events.append(replace(submitted(2 * number + 1, opd=code), answers=answers))
        if number < len(reports):
            events.append(verified(2 * number + 2, 2 * number + 1, opd=code))
    opds = [Opd(code, code, code, date(2020, 1, 1)) for code in dict.fromkeys(event.opd for event in events)]
    chosen = {"sakip.minimum": minimum}
    return figure(IndicatorKey.SAKIP, 2026, day(300), opds, events, lambda given: SAKIP.rule(given, chosen))


def reported(*typed: str) -> dict[str, str]:
    """Return the report that these texts make in the conversation."""
    return SAKIP_FORM.complete(answered(SAKIP_FORM, Place(), *typed, "belum").answers)


def test_the_components_of_a_published_lhe_make_an_a() -> None:
    assert predikat_of(Decimal("26.20") + Decimal("28.33") + Decimal("13.93") + Decimal("21.19")) == "A"
    for typed in ("89,65", "26,20 + 28,33 + 13,93 + 21,19", "A (89,65)"):
        answers = reported(typed)
        assert SAKIP.outcome(answers) == "A · 89,65"
        assert SAKIP.rule(answers, {"sakip.minimum": "A"})


@pytest.mark.parametrize(("minimum", "percent"), [("B", "100,00 %"), ("A", "31,37 %")])
def test_sumatera_barat_2024(minimum: str, percent: str) -> None:
    """51 OPD, 16 of them A, the rest B or better."""
    reports = [*[reported("81,5")] * 16, *[reported("75,25")] * 20, *[reported("60,01")] * 15]
    found = asked(reports, minimum)
    assert found.counts.total == 51
    assert found.counts.official is not None
    assert format_percent(found.counts.official) == percent


def test_a_document_that_contradicts_itself_counts_by_its_predikat_and_is_counted_as_such() -> None:
    found = asked([WRITTEN, WRITTEN, FITTING, reported("60")], waiting=(WRITTEN,))
    assert [entry.part for entry in found.entries] == [
        Part.MET,
        Part.MET,
        Part.MET,
        Part.UNMET,
        Part.WAITING_MET,
    ]
    assert found.as_written == 2  # what waits does not stand in the figure yet


def test_answers_that_nobody_can_read_are_no_document_and_stop_nothing() -> None:
    assert asked([{"beda": AS_WRITTEN}, WRITTEN]).as_written == 1
