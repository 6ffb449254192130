"""What a form may know beside the answers: facts that the conversation lays there anew whenever it is read.

They are no questions, so no report is ever made of them (`Form.complete`); a question looks them up under
these keys, as it does the answers, and has to do without a fact that is not there.
"""

from datetime import date

from domain.keys import Answers

COMPARISON = "pembanding"
"""What somebody else says of the same result, as the form of that indicator writes it: "75.50|BB"."""
UNSUR_ORDER = "urutan-unsur"
"""Which names the unsur have, as the year has it."""
DOCUMENT_AGE = "umur-dokumen"
"""For how many years a document holds, as the year has it."""
REPORT_YEAR = "tahun-laporan"
"""The year that is reported."""
VERIFIED_PERIODS = "periode-terverifikasi"
"""Of which parts of the year something was verified already."""
TODAY = "hari-ini"
"""The day on which a draft is read, or on which what is shown was sent (ISO)."""
EACH_MINIMUM = "akibat-batas"
"""What each value that a year may choose would have come to on the year before, in words."""
SERVICE_UNITS = "unit-lalu"
"""The service units of the OPD's last report that had some, with what is to come up filled in of them."""
FACTS = frozenset(
    {
        TODAY,
        COMPARISON,
        UNSUR_ORDER,
        DOCUMENT_AGE,
        REPORT_YEAR,
        VERIFIED_PERIODS,
        EACH_MINIMUM,
        SERVICE_UNITS,
    }
)


def without_facts(answers: Answers) -> dict[str, str]:
    """Return the answers alone."""
    return {key: value for key, value in answers.items() if key not in FACTS}


def of_year(answers: Answers, year: int, sent: date | None = None) -> dict[str, str]:
    """Return the answers of a report beside what it carries itself: its year, and the day it was sent."""
    day = {TODAY: sent.isoformat()} if sent is not None else {}
    return {**without_facts(answers), REPORT_YEAR: str(year), **day}
