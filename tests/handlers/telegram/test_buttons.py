"""Callback data comes back from outside: only what a button of ours packs is one."""

import pytest

from handlers.reporting.buttons import OpenReport, Reports, Withdraw


@pytest.mark.parametrize(
    "data",
    [
        "w:1_0", "w: 1", "w:+1", "w:01", "w:-0", "w:1\n", "w:\u0661", "w:\uff11", "w:", "w", "w:1:1",
        f"w:{2**63}", f"w:{-(2**63)}", f"w:{10**30}",
    ],
)  # fmt: skip
def test_what_no_button_packs_is_none(data: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever is wrong with it
        Withdraw.unpack(data)


def test_what_a_button_packs_comes_back() -> None:
    assert Withdraw.unpack(Withdraw(2**63 - 1).pack()) == Withdraw(2**63 - 1)
    assert Withdraw.unpack("w:-1") == Withdraw(-1)


def test_too_long_for_telegram_is_no_button() -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - as above
        OpenReport.unpack(f"o:{'X' * 64}:sakip:2026:new")


@pytest.mark.parametrize("year", ["-1", "10000", str(2**31), str(2**63 - 1)])
def test_a_year_has_four_digits(year: str) -> None:
    """Databases keep years in 32 bits."""
    with pytest.raises(ValueError, match="no year"):
        Reports.unpack(f"l:DINKES:{year}")
