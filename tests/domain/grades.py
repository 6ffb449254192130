"""Boundaries of grades in tests: a row a grade, with the numbers that belong to it."""

from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

Grade = TypeVar("Grade")


def all_of(numbers: str, grade_of: Callable[[Decimal], Grade]) -> set[Grade]:
    """Return the grades of these numbers, which are parted by spaces."""
    return {grade_of(Decimal(number)) for number in numbers.split()}
