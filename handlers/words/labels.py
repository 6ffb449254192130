"""Labels of buttons: how much room they take on a narrow phone, and what is left of one that is too long.

Telegram shows a label in one line and cuts what does not fit, so that two labels may become the same. What is
cut here keeps what tells them apart. Measured in px for letters of 16 px, as Telegram has them on the iPhone.
"""

import re

_ROW, _GAP, _PADDING, _SPARE = 309.0, 5.0, 8.0, 4.0
"""A row of keys on a phone 360 px wide, and what each key takes; an estimate may be a few px off."""
# Signs of Roboto Medium by their width to the nearest half px; what is not listed counts as a digit.
_BY_WIDTH = {
    2.5: "'",
    3.5: ",’",
    4.0: " !:;ijl|",
    4.5: ".I[]·",
    5.0: '"`‹›',
    5.5: "()-frt{}•",
    6.0: "/“”",
    6.5: "\\",
    7.0: "*^_",
    8.0: "<?svxyz",
    8.5: ">Laceké",
    9.0: "$+0123456789=EFJbdghnopqu",
    10.0: "BKPRTXY",
    10.5: "&ACDUV~–",
    11.0: "GOQ",
    11.5: "HN…",
    12.0: "%w",
    12.5: "—",
    14.0: "MWm",
    14.5: "@",
    16.0: "→",
}
_WIDTHS = {sign: width for width, signs in _BY_WIDTH.items() for sign in signs}
_DIGIT, _EMOJI = 9.5, 21.0
_FIRST_EMOJI = 0x2600
_KIND = re.compile(r"\bKec\. ")
"""What every kecamatan's name begins with, and tells none from another."""
_TAIL = 13
"""Signs at the end of a file's name that stay: its ending and the number before it."""


def room(in_a_row: int) -> float:
    """Return what a label may take beside others in its row."""
    return (_ROW - _GAP * (in_a_row - 1)) / in_a_row - _PADDING - _SPARE


FULL_ROW = room(1)


def width(label: str) -> float:
    """Return what a label takes, to a px or two."""
    return sum(map(_sign, label))


def _sign(sign: str) -> float:
    return _WIDTHS.get(sign, _EMOJI if ord(sign) >= _FIRST_EMOJI else _DIGIT)


def fitted(label: str, in_a_row: int = 1) -> str:
    """Return a label that its place in a row of so many shows whole.

    If need be a kecamatan goes without its "Kec.", and then the end is cut off.
    """
    space = room(in_a_row)
    if width(label) <= space:
        return label
    kept = _KIND.sub("", label, count=1)
    if width(kept) <= space:
        return kept
    while width(kept) + width("…") > space:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def fitted_file(icon: str, name: str) -> str:
    """Return the label of a file: what is too long loses its middle, for files often differ at the end."""
    label = f"{icon} {name}"
    if width(label) <= FULL_ROW:
        return label
    tail = name[-_TAIL:]
    kept = label[: -len(tail)]
    while width(kept) + width(f"…{tail}") > FULL_ROW:
        kept = kept[:-1]
    return f"{kept}…{tail}"
