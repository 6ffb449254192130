"""What the domain refuses, and why. The words for the person are in `handlers/words/problems.py`.

DomainError
├── InvalidAnswer    what was typed or pressed does not fit the question; `problem` and `details` say why
├── InvalidSetting   a stored setting of a year is unknown or broken; `key` names it
├── NotAllowed       this person may not do this
└── NotPossible      the decision cannot be taken in the report's present state; `problem` says why
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

_NO_DETAILS: Mapping[str, str] = MappingProxyType({})


class Problem(StrEnum):
    """What is wrong, each with the names of its details; numbers in details have a decimal comma."""

    EMPTY = "empty"
    TOO_LONG = "too_long"  # limit
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_WHOLE_NUMBER = "not_a_whole_number"
    OUT_OF_RANGE = "out_of_range"  # minimum, maximum
    TOO_MANY_DECIMALS = "too_many_decimals"  # limit
    NOT_A_DATE = "not_a_date"
    NO_SUCH_DAY = "no_such_day"
    IS_A_DATE = "is_a_date"  # where a number is asked
    OTHER_WEEKDAY = "other_weekday"  # weekday
    NOT_A_MONTH = "not_a_month"
    DATE_IN_FUTURE = "date_in_future"
    DATE_IN_PAST = "date_in_past"
    DAY_HAS_PASSED = "day_has_passed"
    NOT_IN_YEAR = "not_in_year"  # year
    NOT_A_TIME = "not_a_time"  # minimum
    SAME_AS_NOW = "same_as_now"
    NOT_LATER = "not_later"
    BEFORE_START = "before_start"  # minimum
    TOO_MANY_LINES = "too_many_lines"  # limit
    ALREADY_OFF = "already_off"
    NOT_A_DAY_OFF = "not_a_day_off"
    WRONG_COUNT = "wrong_count"  # expected, given
    NO_UNIT_NAME = "no_unit_name"
    NO_UNIT_NUMBERS = "no_unit_numbers"
    UNIT_TWICE = "unit_twice"
    TOO_MANY_UNITS = "too_many_units"  # limit
    NO_SUCH_READING = "no_such_reading"
    MORE_THAN_TOTAL = "more_than_total"  # analysed, total
    TOO_SHORT = "too_short"  # limit
    NOT_A_CODE = "not_a_code"
    NOT_A_SHORT_NAME = "not_a_short_name"  # limit
    NOT_A_NAME = "not_a_name"
    CHANGES_PAST = "changes_past"  # minimum
    NAME_NOT_YET = "name_not_yet"
    ALREADY_WAITING = "already_waiting"
    NOTHING_WAITING = "nothing_waiting"
    ALREADY_DECIDED = "already_decided"
    ALREADY_REPORTED = "already_reported"
    WAS_RETURNED = "was_returned"
    NOT_EXPECTED = "not_expected"
    OPD_CLOSED = "opd_closed"
    NOT_THE_LATEST = "not_the_latest"  # another version of the report is the one that waits
    ALREADY_UNDONE = "already_undone"
    UNDO_TOO_LATE = "undo_too_late"
    LAST_ADMIN = "last_admin"
    OPD_CODE_TAKEN = "opd_code_taken"
    OPD_NAME_TAKEN = "opd_name_taken"
    OPD_SHORT_TAKEN = "opd_short_taken"
    OPD_HAS_ENDED = "opd_has_ended"
    OPD_ENDS_BEFORE_START = "opd_ends_before_start"
    OPD_NO_SUCCESSOR = "opd_no_successor"
    OPD_LIST_CHANGED = "opd_list_changed"
    REPAIR_BEGUN = "repair_begun"
    YEAR_CLOSED = "year_closed"
    YEAR_NOT_OVER = "year_not_over"
    YEAR_IS_OPEN = "year_is_open"
    DEADLINE_CHANGED = "deadline_changed"
    DEADLINE_HAS_PASSED = "deadline_has_passed"
    NOTHING_OWED = "nothing_owed"
    SECOND_ADMIN = "second_admin"
    OWN_REPORT = "own_report"
    OWN_EVALUATION = "own_evaluation"
    DENOMINATOR_FROZEN = "denominator_frozen"


class DomainError(Exception):
    pass


class InvalidAnswer(DomainError):
    def __init__(self, problem: Problem, details: Mapping[str, str] = _NO_DETAILS) -> None:
        super().__init__(problem, dict(details))
        self.problem = problem
        self.details: Mapping[str, str] = MappingProxyType(dict(details))


class InvalidSetting(DomainError):
    def __init__(self, key: str, reason: str) -> None:
        super().__init__(f"{key}: {reason}")
        self.key = key


class NotAllowed(DomainError):
    pass


class NotPossible(DomainError):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem
