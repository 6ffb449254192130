"""What all templates share: the foot, the head, the block of the signature; and that data is never source."""

import shutil
import zlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import pytest

from domain.documents.stamp import Stamp
from domain.language.dates import WIB
from domain.office.letterhead import NOBODY, Letterhead, SignatureBlock
from storage.rendering import typesetting
from storage.rendering.typesetting import foot, pdf, plain, png, qr

STAMP = Stamp(
    as_of=datetime(2026, 6, 30, 23, 59, tzinfo=WIB), final=True,
    code="7KQ2-9XWB-41MD", link="https://t.me/iku_bot?start=cek_7KQ29XWB41MD",
)  # fmt: skip
HOSTILE = (
    "=1+1", "+1", "-1", "@a", "\"q\" 's", "A & B <c>", "#panic()", "*a* _b_ $c$ `d` \\ // /* @ref <label>",
    "😀 👩‍👩‍👧", "ملف عربي", "中文", "x" * 200, "\0\x01", "\u202eabc", "\ud800", "",
)  # fmt: skip
TEMPLATE = """
#import "page.typ": *
#show: paper.with(data, flipped: true)
#kop(data.office)
#kop((..data.office, logo: ()))
= #data.title
#table(columns: (1cm, 2cm), ..data.rows.map(one => text(one)))
#fraction(data.title, [N], times: [100 %])
#fraction(data.title, [N])
#signature(data.signed)
#signature(data.nobody)
"""
PICTURE = """
#import "page.typ": *
#show: picture.with(data)
#data.title
"""


@dataclass(frozen=True)
class TryContent:
    stamp: Stamp
    title: str
    rows: tuple[str, ...]


@pytest.fixture(autouse=True)
def _templates(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shutil.copy(typesetting.TEMPLATES / "page.typ", tmp_path)
    (tmp_path / "try.typ").write_text(TEMPLATE)
    (tmp_path / "picture.typ").write_text(PICTURE)
    monkeypatch.setattr(typesetting, "TEMPLATES", tmp_path)


def drawn(stamp: Stamp = STAMP) -> bytes:
    logo = (
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc`\0\0\0\2\0\1"
        b"H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82"
    )
    letterhead = Letterhead(
        government="PEMERINTAH *", office=("#unit",), address=("Jalan $1", "Surel a@b.id"), logo=logo
    )
    signed = SignatureBlock(place_and_day="Kota, 1 Juli 2026", title="Kepala", name="#nama", nip="NIP 1")
    nobody = SignatureBlock(place_and_day="1 Juli 2026", title="Kepala", name=NOBODY, nip="NIP")
    return pdf(
        "try.typ",
        TryContent(stamp, "Judul * $", HOSTILE),
        office=letterhead,
        signed=signed,
        nobody=nobody,
    )


def test_whatever_stands_in_a_content_is_shown_and_not_obeyed() -> None:
    first = drawn()
    assert first.startswith(b"%PDF-")
    assert first == drawn(), "the same content gives the same bytes"
    assert drawn(Stamp(as_of=STAMP.as_of, final=False)) != first


def test_a_picture_has_a_pixel_for_each_point() -> None:
    picture = png("picture.typ", TryContent(STAMP, "Judul", ()))
    assert picture.startswith(b"\x89PNG")
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (1080, 1350)


def test_the_foot_says_as_of_when_and_how_it_is_checked() -> None:
    said = foot(STAMP)
    assert said["lines"] == [
        "Posisi per 30 Juni 2026 pukul 23.59 WIB (final)",
        "Keaslian: pindai QR ini, atau kirim kode berikut ke bot:",
    ]
    assert said["code"] == STAMP.code
    assert str(said["qr"]).startswith("<svg")
    bare = foot(Stamp(as_of=STAMP.as_of, final=False))
    assert bare == {"lines": ["Posisi per 30 Juni 2026 pukul 23.59 WIB"], "code": "", "qr": None}
    assert qr("a") != qr("b")


class Kind(StrEnum):
    ONE = "satu"


def test_what_a_template_is_given() -> None:
    assert plain(TryContent(STAMP, "\ud800", ("a",))) == {"stamp": foot(STAMP), "title": "?", "rows": ["a"]}
    given = (None, True, 3, Decimal("71.4285"), date(2026, 1, 2), Kind.ONE, b"\1\2", {Kind.ONE: ["a"]})
    assert plain(given) == [
        None, True, 3, "71.4285", "2026-01-02", "satu", [1, 2], {"satu": ["a"]},
    ]  # fmt: skip
    for strange in (1.5, object(), {1}):
        with pytest.raises(TypeError):
            plain(strange)
    with pytest.raises(TypeError):
        pdf("try.typ", "no fields")


def test_fonts_are_ours() -> None:
    assert {"Open Sans"} <= set(typesetting.fonts().families())
    assert b"OpenSans" in drawn() or b"OpenSans" in b"".join(_streams(drawn()))


def _streams(content: bytes) -> list[bytes]:
    found = []
    for part in content.split(b"stream\n")[1:]:
        try:
            found.append(zlib.decompressobj().decompress(part))
        except zlib.error:
            continue
    return found


def test_a_zone_makes_no_other_document() -> None:
    elsewhere = STAMP.as_of.astimezone(timezone(timedelta(hours=9)))
    assert drawn(Stamp(as_of=elsewhere, final=True, code=STAMP.code, link=STAMP.link)) == drawn()
