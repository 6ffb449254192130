"""Names of files: what a sender calls one, made harmless, and what is kept as its name."""

import re
import unicodedata

from domain.files.foreign import ACCEPTED_ENDINGS, ENDINGS, FileKind
from domain.language.written import composed

UNNAMED = "dokumen"
LONGEST = 120
"""Characters of a name that is kept; a file system takes 255 bytes, and a character may be four."""
_LONGEST_ENDING = 10

EXECUTABLE = frozenset(
    """
    ade adp air apk app appinstaller application appref-ms appx appxbundle bas bat cab chm class cmd com
    command cpl csh deb desktop diagcab dll dmg elf exe fxp gadget hlp hta htm html inf ins ipa iso isp
    jar jnlp js jse ksh lib lnk mda mdb mde mht mhtml msc msh msi msix msixbundle msp mst msu ocx ops
    osx pcd php pif pkg pl ps1 ps1xml ps2 psc1 psd1 psm1 py pyc pyw pyz rb reg rpm run scf scr sct
    settingcontent-ms sh shb shs shtml slk svg swf sys theme url vb vbe vbs vbscript vhd vhdx vxd wasm
    website ws wsc wsf wsh xbap xht xhtml xla xll xlm xnk xpi zsh
    """.split()  # noqa: SIM905 - as a list this would be a page of quotation marks
)
"""Endings by which a computer runs a file, or shows it as a page with scripts: refused whatever is in it.

Source: the attachments that Outlook and Gmail block ("Blocked attachments in Outlook"; "File types blocked in
Gmail"), with pages and programs of other systems. DOCM and XLSM are not among them: their content says what
is wrong."""
_KNOWN = ACCEPTED_ENDINGS | frozenset(
    """
    doc xls ppt dot xlt dotx xltx xlsm xlsb pptx pps ppsx odt ods odp rtf txt csv tsv log md json xml
    zip rar 7z gz tar bin dat tmp bak part crdownload download gif bmp tif tiff ico psd mp4 mov avi mkv
    3gp mp3 wav ogg m4a eml msg file docm dotm xltm xlam pptm
    """.split()  # noqa: SIM905 - as above
)
"""Endings that mean something else, or nothing: one of them gives way to the right one."""
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)", re.IGNORECASE)
_RESERVED = re.compile(r'[<>:"|?*]')
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_FILLERS = re.compile(
    "[\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\ufffc\U000e0100-\U000e01ef]"
)
"""Letters and marks that show nothing although their category says otherwise."""


def clean(sent: str) -> str:
    """Return a name as any file system takes it and any reader sees it.

    The last part of a path; no control characters, none that turn or hide letters; no reserved ones, no name
    of a device, no dots or spaces at either end; at most LONGEST characters, of which the ending stays.
    """
    last = re.split(r"[/\\]", _visible(sent))[-1]
    name = _RESERVED.sub("_", " ".join(last.split())).strip(". ")
    if not name:
        return UNNAMED
    stem = name.partition(".")[0].rstrip()
    return _shortened(f"_{name}" if _DEVICES.fullmatch(stem) else name)


def _visible(sent: str) -> str:
    """White space becomes a plain space; what nobody sees goes away."""
    spaced = "".join(" " if letter.isspace() else letter for letter in sent)
    seen = "".join(letter for letter in spaced if unicodedata.category(letter) not in _INVISIBLE)
    return composed(_FILLERS.sub("", seen))


def _shortened(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    end = name.rpartition(".")[2]
    tail = f"….{end}" if len(end) <= _LONGEST_ENDING and "." in name else "…"
    return name[: LONGEST - len(tail)].rstrip(". ") + tail


def ending(name: str) -> str:
    """Return what stands behind the last dot of a name that is clean, as a computer reads it; "" for none."""
    stem, dot, end = name.rpartition(".")
    return unicodedata.normalize("NFKC", end).casefold().strip() if dot and stem else ""


def runs(name: str) -> bool:
    """Return whether a computer would run a file of that name, whatever is in it."""
    return ending(name) in EXECUTABLE


def named_for(name: str, kind: FileKind) -> str:
    """Return the clean name with an ending that agrees with the content.

    An ending that agrees stays as it is; one that is known to mean another thing gives way; anything else
    belongs to the name ("LHE v1.2") and the right ending is added.
    """
    if name.lower().endswith(tuple(f".{end}" for end in ENDINGS[kind])):
        return name
    kept = name.rpartition(".")[0] if ending(name) in _KNOWN | EXECUTABLE else name
    return _shortened(f"{kept.rstrip('. ')}.{kind.value}")
