"""Programs, by how they begin: whatever an accepted format follows behind, a computer would run them."""

import re

_BEGINNINGS = (
    b"MZ",  # Windows, DOS
    b"ZM",
    b"\x7fELF",
    b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe",  # macOS
    b"\xca\xfe\xba\xbe",  # macOS, Java
    b"dex\n",
    b"\0asm",
    b"#!",
    b"L\0\0\0\x01\x14\x02\0",  # a Windows shortcut
    b"ITSF",  # compiled help
    b"MSCF",  # a cabinet
    b"!<arch>",  # a Debian package
    b"\xed\xab\xee\xdb",  # an RPM package
)  # fmt: skip
_COMMANDS = re.compile(
    rb"""<(script|hta:|[?]php|%|job|package|iframe|object|embed|svg) | (java|vb)script: | \bon(load|error)=
    | @echo | \becho\ off\b | powershell | \bcmd(\.exe|\ /) | [wc]script | mshta | rundll32 | regsvr32
    | certutil | \[(internetshortcut|autorun)\] | createobject | /bin/
    | ^\s*(start\ ["/] | call\  | goto\  | set\ /)
    """,
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
"""What shells, script hosts and browsers obey; the message that a web page left in front has none of it."""


def is_program(content: bytes | bytearray) -> bool:
    """Return whether a computer would run this as a program."""
    return content.startswith(_BEGINNINGS)


def commands(front: bytes) -> bool:
    """Return whether what stands in front of an accepted format tells a computer to do something."""
    packed = b"PK\x03\x04" in front
    return packed or is_program(front.lstrip()) or _COMMANDS.search(front) is not None
