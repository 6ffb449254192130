"""XML from outside: read as a stream, without entities, so that nothing can grow or be fetched."""

from collections.abc import Callable
from xml.parsers import expat

from domain.files.foreign import Fault, UnfitFile

Seen = Callable[[str, dict[str, str]], None]


def read(
    part: str,
    markup: bytes | bytearray,
    on_start: Seen | None = None,
    on_text: Callable[[str], None] | None = None,
) -> None:
    """Call back with every element (its name without namespace, its attributes likewise) and every text.

    Raises UnfitFile for what is no XML, and for a document type: only those who attack write one here.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def doctype(*_: object) -> None:
        raise UnfitFile(Fault.DAMAGED, f"{part}: a document type")

    # Without a caller who looks at them, elements stay inside the C library, which is many times faster.
    if on_start is not None:
        parser.StartElementHandler = _without_namespaces(on_start)
    if on_text is not None:
        parser.CharacterDataHandler = on_text
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(markup, True)
    except (UnfitFile, MemoryError):
        raise
    except Exception as broken:  # an encoding that nobody knows is a LookupError, a wrong one a ValueError …
        raise UnfitFile(Fault.DAMAGED, f"{part}: {broken!r}") from broken


def _without_namespaces(on_start: Seen) -> Seen:
    return lambda name, given: on_start(_bare(name), {_bare(key): value for key, value in given.items()})


def _bare(name: str) -> str:
    return name.rpartition(" ")[2]
