"""Makes a PNG of few colours small: the typesetter writes every pixel in 32 bits, whatever is on it.

A picture for a phone is 1.5 million pixels of some hundred colours. With a table of colours it is half
the size, and no library beside Python's own is needed for it.
"""

import re
import struct
import zlib
from array import array
from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_NOT_ZERO = re.compile(rb"[^\0]")
_BYTES = 4  # a pixel: red, green, blue, and how opaque it is
_RGBA, _INDEXED = 6, 3  # as the header names kinds of colour
_MOST = 256  # colours in a table
_PLAIN, _LEFT, _ABOVE, _MEAN, _PAETH = range(5)  # how a row was written (PNG specification, section 9)
_LEVEL = 9  # of zlib
_SHIFTS = (0, 8, 16, 24)
_Row: TypeAlias = "array[int]"
"""Its pixels."""


class NotSuch(ValueError):
    """A PNG that is none of 8 bits a channel with transparency, all in one go."""


def with_few_colours(png: bytes) -> bytes:
    """Return the same picture, opaque, with a table of colours.

    Where there are more than 256, those are taken for one that differ by less than the eye sees. Raises
    NotSuch for anything but what the typesetter writes.
    """
    width, height, packed = _read(png)
    pixels = _rows(zlib.decompress(packed), width, height)
    often: Counter[int] = Counter()
    for row in pixels:
        often.update(row)
    bits = 8
    while len({_coarse(colour, bits) for colour in often}) > _MOST:
        bits -= 1
    shown: dict[bytes, bytes] = {}
    # What is there most stays as it is, so that white is white; of equals the order is fixed.
    for colour in sorted(often, key=lambda one: (-often[one], one)):
        shown.setdefault(_coarse(colour, bits), colour.to_bytes(_BYTES, "little")[:3])
    places = {coarse: number for number, coarse in enumerate(shown)}
    place_of = {colour: places[_coarse(colour, bits)] for colour in often}
    table = b"".join(shown.values())
    rows = b"".join(b"\0" + bytes(map(place_of.__getitem__, row)) for row in pixels)
    header = struct.pack(">IIBBBBB", width, height, 8, _INDEXED, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", table), (b"IDAT", zlib.compress(rows, _LEVEL)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(name, data) for name, data in parts)


def _coarse(colour: int, bits: int) -> bytes:
    """Return what a colour (its bytes from the lowest on) is taken for with so many bits a channel."""
    return bytes(channel >> (8 - bits) for channel in colour.to_bytes(_BYTES, "little")[:3])


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _read(png: bytes) -> tuple[int, int, bytes]:
    """Return width, height and the packed rows."""
    if not png.startswith(_SIGNATURE):
        raise NotSuch("not a PNG")
    found = list(_chunks(png))
    name, header = found[0]
    if name != b"IHDR":
        raise NotSuch("no header")
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", header)
    if (depth, kind, interlaced) != (8, _RGBA, 0):
        raise NotSuch(f"depth {depth}, kind {kind}, interlaced {interlaced}")
    return width, height, b"".join(data for name, data in found if name == b"IDAT")


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        at += size + 12


def _rows(raw: bytes, width: int, height: int) -> list[_Row]:
    """Return the pixels of each row, as they were before they were written as differences."""
    size = width * _BYTES
    above, rows = array("I", bytes(size)), []
    for number in range(height):
        begin = number * (size + 1)
        above = _row(raw[begin], raw[begin + 1 : begin + 1 + size], above)
        rows.append(above)
    return rows


def _row(how: int, written: bytes, above: _Row) -> _Row:
    """Return one row. Most are as the row above or as their own left, so only differences cost time."""
    given = array("I", written)
    if how == _PLAIN:
        return given
    if how == _ABOVE:
        row = above[:]
        for at in _differing(written):
            row[at] = _sum(row[at], given[at])
        return row
    if how == _PAETH:
        return _by_paeth(written, given, above)
    row, left = array("I", bytes(len(written))), 0
    for at, pixel in enumerate(given):
        row[at] = left = _sum(left if how == _LEFT else _mean(left, above[at]), pixel)
    return row


def _differing(written: bytes) -> Iterator[int]:
    """Return the places of the pixels that are not written as 0."""
    found = _NOT_ZERO.search(written)
    while found is not None:
        at = found.start() // _BYTES
        yield at
        found = _NOT_ZERO.search(written, (at + 1) * _BYTES)


def _by_paeth(written: bytes, given: _Row, above: _Row) -> _Row:
    row = above[:]
    left = corner = at = 0
    while at < len(row):
        if left == corner and not given[at]:
            # Where the left is as its upper neighbour, so is this, and all that follow up to a difference.
            found = _NOT_ZERO.search(written, at * _BYTES)
            if found is None:
                break
            at = found.start() // _BYTES
            if at:
                left, corner = row[at - 1], above[at - 1]
        expected = _nearest(left, above[at], corner)
        left = row[at] = _sum(expected, given[at]) if given[at] else expected
        corner = above[at]
        at += 1
    return row


def _nearest(left: int, above: int, corner: int) -> int:
    """Return what the PNG specification expects of a pixel (section 9.4, Paeth), channel by channel."""
    if above == corner:
        return left
    if left == corner:
        return above
    return sum(_nearest_of(left >> by & 255, above >> by & 255, corner >> by & 255) << by for by in _SHIFTS)


def _nearest_of(left: int, above: int, corner: int) -> int:
    to_left, to_above, to_corner = abs(above - corner), abs(left - corner), abs(left + above - 2 * corner)
    if to_left <= to_above and to_left <= to_corner:
        return left
    return above if to_above <= to_corner else corner


def _sum(one: int, other: int) -> int:
    """Return the sum of each channel by itself."""
    even = 0x00FF00FF
    return ((one & even) + (other & even)) & even | (((one >> 8 & even) + (other >> 8 & even)) & even) << 8


def _mean(one: int, other: int) -> int:
    return sum((((one >> by & 255) + (other >> by & 255)) // 2) << by for by in _SHIFTS)
