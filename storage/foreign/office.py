"""DOCX and XLSX by what their package says of itself: content types and relations, never the names of parts.

Source: ECMA-376 part 2 (Open Packaging Conventions) and part 1; [MS-OFFMACRO2] for macros.
"""

import posixpath
import zipfile
from dataclasses import dataclass, field

from domain.files.foreign import Fault, FileKind, Mark, UnfitFile, Verdict
from storage.foreign.fields import asks_another_program
from storage.foreign.markup import read
from storage.foreign.packed import opened, parts
from storage.foreign.programs import is_program

_TYPES, _RELATIONS = "[content_types].xml", ".rels"
_MAIN = "/officedocument"
_KINDS = {
    "wordprocessingml.document.main+xml": FileKind.DOCX,
    "spreadsheetml.sheet.main+xml": FileKind.XLSX,
}
_FAULTS = {
    "wordprocessingml.template.main+xml": Fault.TEMPLATE,
    "spreadsheetml.template.main+xml": Fault.TEMPLATE,
    "presentationml": Fault.SLIDES,
    "ms-excel.sheet.binary": Fault.BINARY_SHEET,
}
_MACROS = ("macroenabled", "vbaproject", "vbadata", "macrosheet")
"""In content types and types of relations; the last is an Excel 4 sheet, that runs without any VBA."""
_LOADS = ("/oleobject", "/frame", "/subdocument", "/image", "/afchunk", "/connections", "/mailmergesource")
_EMBEDS = ("/oleobject", "/control", "/activexcontrolbinary", "/afchunk")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_VBA = "_VBA_PROJECT".encode("utf-16-le")


@dataclass(slots=True)
class _Package:
    defaults: dict[str, str] = field(default_factory=dict)
    """Content types by ending."""
    overrides: dict[str, str] = field(default_factory=dict)
    """Content types by part."""
    names: set[str] = field(default_factory=set)
    main: str = ""
    relations: list[tuple[str, str, bool]] = field(default_factory=list)
    """Type, target, and whether that lies outside of the package."""
    marks: set[Mark] = field(default_factory=set)

    def type_of(self, part: str) -> str:
        return self.overrides.get(part) or self.defaults.get(part.rpartition(".")[2], "")


def office(content: bytes) -> Verdict:
    """Return which document this archive is. Raises UnfitFile."""
    archive = opened(content)
    with archive:
        package = _package(archive)
    _refuse_macros(package)
    kind = _kind(package)
    return Verdict(kind, marks=frozenset(package.marks | _marks(package)))


def _package(archive: zipfile.ZipFile) -> _Package:
    """Every part is read to its end: a report that opens only halfway proves nothing."""
    found = _Package(names={_plain(name) for name in archive.namelist()})
    if _TYPES not in found.names:
        _refuse_other(archive)
    for name, part in parts(archive):
        _take(found, _plain(name), part)
    return found


def _plain(name: str) -> str:
    """Return a part's name as it is compared; some programs write the separator of Windows."""
    return name.casefold().replace("\\", "/").strip("/")


def _refuse_other(archive: zipfile.ZipFile) -> None:
    """Raises UnfitFile: an archive without content types is no office document of ours."""
    if "mimetype" in archive.namelist():
        raise UnfitFile(Fault.OPEN_DOCUMENT)
    raise UnfitFile(Fault.ARCHIVE)


def _take(found: _Package, name: str, part: bytearray) -> None:
    if name == _TYPES:
        read(name, part, lambda tag, given: _note_type(found, tag, given))
    elif name.endswith(_RELATIONS):
        read(name, part, lambda tag, given: _note_relation(found, name, tag, given))
    elif name.endswith(".xml"):
        if asks_another_program(name, part):
            found.marks.add(Mark.COMMANDS)
    elif part.startswith(_OLE) and _VBA in part:
        raise UnfitFile(Fault.MACROS, name)
    elif is_program(part):
        found.marks.add(Mark.EMBEDS)


def _note_type(found: _Package, tag: str, given: dict[str, str]) -> None:
    said = given.get("ContentType", "").casefold()
    if tag == "Default":
        found.defaults[given.get("Extension", "").casefold()] = said
    elif tag == "Override":
        found.overrides[_plain(given.get("PartName", ""))] = said


def _note_relation(found: _Package, name: str, tag: str, given: dict[str, str]) -> None:
    if tag != "Relationship":
        return
    kind, target = given.get("Type", "").casefold(), given.get("Target", "")
    found.relations.append((kind, target, given.get("TargetMode", "").casefold() == "external"))
    if name == "_rels/.rels" and kind.endswith(_MAIN):
        found.main = posixpath.normpath(_plain(target))


def _refuse_macros(package: _Package) -> None:
    said = [
        *package.overrides.values(),
        *package.defaults.values(),
        *(kind for kind, _, _ in package.relations),
    ]
    if any("ms-excel.sheet.binary" in one for one in said):
        raise UnfitFile(Fault.BINARY_SHEET)
    found = next((one for one in said if any(macro in one for macro in _MACROS)), None)
    if found is not None:
        raise UnfitFile(Fault.MACROS, found)


def _kind(package: _Package) -> FileKind:
    """Return the kind of the main part: the one the package points to, else the one that says so itself."""
    said = package.type_of(package.main) if package.main in package.names else ""
    mains = [said, *(kind for part, kind in package.overrides.items() if part in package.names)]
    for table in (_KINDS, _FAULTS):
        for one in mains:
            for words, result in table.items():
                if words in one:
                    return _accepted(result)
    raise UnfitFile(Fault.DAMAGED, "no part says that it is the document")


def _accepted(result: FileKind | Fault) -> FileKind:
    if isinstance(result, Fault):
        raise UnfitFile(result)
    return result


def _marks(package: _Package) -> set[Mark]:
    outside = [kind for kind, _, is_outside in package.relations if is_outside]
    elsewhere = {
        Mark.TEMPLATE_ELSEWHERE: any(kind.endswith("/attachedtemplate") for kind in outside),
        Mark.LOADS: any(kind.endswith(_LOADS) for kind in outside) or _links_abroad(package),
        Mark.EMBEDS: any(kind.endswith(_EMBEDS) for kind, _, _ in package.relations),
    }
    return {mark for mark, holds in elsewhere.items() if holds}


def _links_abroad(package: _Package) -> bool:
    """Return whether a workbook takes values from the net; one that takes them from a neighbour is common."""
    return any(
        kind.endswith("/externallinkpath")
        and target.casefold().startswith(("http", "ftp", "\\\\", "file://///"))
        for kind, target, is_outside in package.relations
        if is_outside
    )
