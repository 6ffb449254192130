"""Commands with something unseen in front of them, or written in other letters, are commands all the same."""

import pytest

from tests.town.dialogue import Json, Talker, Town


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


def _monospace(kind: str, text: str) -> list[Json]:
    return [{"type": kind, "offset": 0, "length": len(text)}]


@pytest.mark.parametrize("kind", ["code", "pre"])
async def test_a_command_in_monospace_is_one_as_instructions_are_often_written_so(
    siti: Talker, kind: str
) -> None:
    await siti.opens("SAKIP")
    assert "Laporan 2026" in (await siti.says("/lapor", _monospace(kind, "/lapor")))["text"]
    assert "Perintah itu tidak ada" in (await siti.says("/laporan", _monospace(kind, "/laporan")))["text"]


@pytest.mark.parametrize("kind", ["code", "pre"])
@pytest.mark.parametrize("said", ["/start abc", "/start", "/iku"])
async def test_a_stranger_is_answered_in_monospace_as_in_any_other_letters(
    town: Town, kind: str, said: str
) -> None:
    stranger = await town.talker(5001, "Orang Luar")
    plain = await stranger.says(said)
    assert (await stranger.says(said, _monospace(kind, said)))["text"] == plain["text"]


async def test_what_only_begins_like_a_command_in_monospace_is_none(siti: Talker) -> None:
    told = await siti.says("/lapor-kan", _monospace("code", "/lapor-kan"))
    assert "Perintah itu tidak ada" not in told["text"]
