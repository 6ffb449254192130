"""Commands with something unseen in front of them, or written in other letters, are commands all the same."""

import pytest

from tests.town.dialogue import Talker


@pytest.mark.parametrize(
    "typed", ["\u200b/lapor", "\ufeff/LAPOR", "／lapor", "/lapor\u200b", "\u200e/lapor@x"]
)
async def test_a_command_is_known_by_what_can_be_seen_of_it(siti: Talker, typed: str) -> None:
    await siti.opens("SAKIP")
    assert "Laporan 2026" in (await siti.says(typed))["text"]


async def test_its_words_are_read_and_an_unknown_one_is_refused(dewi: Talker) -> None:
    assert "IKU 2025" in (await dewi.says("\u200b/iku 2025"))["text"]
    assert "Perintah itu tidak ada" in (await dewi.says("\u200b/laporan"))["text"]
    assert "Perintah itu tidak ada" in (await dewi.says("\u200b/"))["text"]
