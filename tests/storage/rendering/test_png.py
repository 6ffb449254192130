import struct
import zlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.rendering.png import NotSuch, with_few_colours

Pixel = tuple[int, int, int, int]
SIGNATURE = b"\x89PNG\r\n\x1a\n"
PLAIN, LEFT, ABOVE, MEAN, PAETH = range(5)
pixels = st.sampled_from([(255, 255, 255, 255), (0, 0, 0, 255), (11, 79, 138, 255), (250, 3, 128, 255)])


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def expected(how: int, left: int, above: int, corner: int) -> int:
    """Return what a byte is written as the difference to (PNG specification, section 9)."""
    if how == PAETH:
        return min((left, above, corner), key=lambda one: abs(left + above - corner - one))
    return (0, left, above, (left + above) // 2)[how]


def written(rows: Sequence[Sequence[Pixel]], ways: Sequence[int], kind: int = 6) -> bytes:
    """Return a PNG of 32 bits a pixel, each row written in its way."""
    size, raw, before = len(rows[0]) * 4, bytearray(), bytes(len(rows[0]) * 4)
    for row, how in zip(rows, ways, strict=True):
        line = bytes(channel for pixel in row for channel in pixel)
        raw.append(how)
        for at in range(size):
            left, corner = (line[at - 4], before[at - 4]) if at >= 4 else (0, 0)
            raw.append((line[at] - expected(how, left, before[at], corner)) % 256)
        before = line
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, kind, 0, 0, 0)
    packed = zlib.compress(bytes(raw))
    # A picture may come in several pieces, and with things beside it.
    pieces = chunk(b"pHYs", bytes(9)) + chunk(b"IDAT", packed[:7]) + chunk(b"IDAT", packed[7:])
    return SIGNATURE + chunk(b"IHDR", header) + pieces + chunk(b"IEND", b"")


def read(png: bytes) -> list[list[tuple[int, ...]]]:
    """Return the colours of a PNG with a table of colours, whose rows are written plainly."""
    parts, at = {}, len(SIGNATURE)
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        name, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        assert struct.unpack(">I", png[at + 8 + size : at + 12 + size]) == (zlib.crc32(name + data),)
        parts[name] = data
        at += size + 12
    assert list(parts) == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    width, height, *kind = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    assert kind == [8, 3, 0, 0, 0]
    table, raw = parts[b"PLTE"], zlib.decompress(parts[b"IDAT"])
    rows = [raw[line * (width + 1) : (line + 1) * (width + 1)] for line in range(height)]
    assert {row[0] for row in rows} == {0}
    return [[tuple(table[place * 3 : place * 3 + 3]) for place in row[1:]] for row in rows]


@given(st.data(), st.integers(1, 9), st.integers(1, 6))
def test_the_picture_stays_what_it_is_however_it_was_written(
    data: st.DataObject, width: int, height: int
) -> None:
    rows = data.draw(
        st.lists(st.lists(pixels, min_size=width, max_size=width), min_size=height, max_size=height)
    )
    ways = data.draw(st.lists(st.integers(0, 4), min_size=height, max_size=height))
    assert read(with_few_colours(written(rows, ways))) == [[pixel[:3] for pixel in row] for row in rows]


@given(st.lists(st.integers(0, 4), min_size=8, max_size=8))
def test_a_picture_of_many_rows_alike_stays_what_it_is(ways: list[int]) -> None:
    blue, white = (11, 79, 138, 255), (255, 255, 255, 255)
    bar = [white] * 3 + [blue] * 8 + [white] * 5
    rows = [[white] * 16, bar, bar, bar, [white] * 16, [blue] * 16, [blue] * 16, bar]
    assert read(with_few_colours(written(rows, ways))) == [[pixel[:3] for pixel in row] for row in rows]


def test_of_too_many_colours_those_that_look_alike_are_one_and_the_most_frequent_stay() -> None:
    many = [(red, green, 77, 255) for red in range(0, 256, 4) for green in range(0, 256, 16)]
    rows = [many, [(255, 255, 255, 255)] * len(many), [(253, 253, 253, 255)] * len(many)]
    rows.append([(253, 253, 253, 255)] * len(many))
    found = read(with_few_colours(written(rows, [PLAIN] * 4)))
    assert len({colour for row in found for colour in row}) <= 256
    assert set(found[2]) == {(253, 253, 253)}
    for before, after in zip(many, found[0], strict=True):
        assert max(abs(one - other) for one, other in zip(before, after, strict=False)) <= 32


@pytest.mark.parametrize(
    "png",
    [
        b"%PDF-1.7",
        SIGNATURE + chunk(b"IDAT", b""),
        written([[(0, 0, 0, 255)]], [PLAIN], kind=2),
    ],
    ids=["no picture", "no header", "without transparency"],
)
def test_what_the_typesetter_does_not_write_is_refused(png: bytes) -> None:
    with pytest.raises(NotSuch):
        with_few_colours(png)
