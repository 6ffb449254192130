"""What a backup says of itself: what is in it, with hashes, and where the audit chain ended."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from storage.ports import CannotBackUp, Head

MANIFEST = "manifest.json"
DATABASE = "bot.db"
DUMP = "postgresql.dump"
_FORM = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A file: its size in bytes and its SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An evidence file, named by the SHA-256 of its bytes."""

    sha256: str
    size: int
    sealed: str = ""
    """The SHA-256 of the file as it lies in the backup where it is encrypted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    made_at: datetime
    engine: str
    """Where the database came from: sqlite or postgresql."""
    revision: str
    """The revision of its tables."""
    rows: Mapping[str, int]
    """How many rows each table has."""
    numbers: Mapping[str, int]
    """The highest id that each table has ever given, also to rows that are gone."""
    audit_head: Head
    """The last entry of the audit chain: `audit verify --since` takes it as it is written."""
    audit_broken: int = 0
    """The first entry that does not fit the one before it, because somebody changed the trail; 0: all fit."""
    database: Content
    dump: Content | None = None
    """PostgreSQL's own copy of the same instant."""
    evidence: tuple[Kept, ...] = ()
    missing: tuple[str, ...] = ()
    """Evidence that the database names, and whose bytes were not there, or were others."""
    recipient: str = ""
    """For whom it is encrypted; "": it is not."""
    archive: Content | None = None
    """The file that holds the database; known only outside of it."""
    proved_at: datetime | None = None
    """When it was restored into a temporary place and found whole; known only outside of it."""

    def text(self) -> str:
        said = asdict(self) | {"form": _FORM, "made_at": self.made_at.isoformat()}
        said["audit_head"] = str(self.audit_head) if self.audit_head.id else ""
        said["proved_at"] = self.proved_at and self.proved_at.isoformat()
        return json.dumps(said, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def manifest_of(text: str) -> Manifest:
    """Return the manifest of a text. Raises CannotBackUp for one that says something else."""
    try:
        said: dict[str, Any] = json.loads(text)
        form = said.pop("form")
        if form != _FORM:
            raise CannotBackUp(f"its manifest has the form {form}, and this program knows {_FORM}")
        said["made_at"] = datetime.fromisoformat(said["made_at"])
        said["proved_at"] = said["proved_at"] and datetime.fromisoformat(said["proved_at"])
        said["audit_head"] = Head.read(said["audit_head"]) if said["audit_head"] else Head()
        said["evidence"] = tuple(Kept(**one) for one in said["evidence"])
        said["missing"] = tuple(said["missing"])
        said["database"] = Content(**said["database"])
        for name in ("dump", "archive"):
            said[name] = said[name] and Content(**said[name])
        return Manifest(**said)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise CannotBackUp(f"its manifest cannot be read: {error!r}") from error


@dataclass(frozen=True, slots=True)
class Lying:
    """A backup where it lies."""

    folder: Path
    manifest: Manifest = field(repr=False)

    @property
    def archive(self) -> Path:
        return archive_in(self.folder, self.folder.name, sealed=bool(self.manifest.recipient))


def archive_in(folder: Path, name: str, *, sealed: bool) -> Path:
    """Return where the database of a backup of that name lies."""
    return folder / f"{name}.tar.gz{'.age' if sealed else ''}"


def lying_in(root: Path) -> list[Lying]:
    """Return the backups of a folder, the newest first; what is no whole backup is none of them."""
    found = []
    for folder in root.glob("iku-*"):
        try:
            found.append(Lying(folder, manifest_of(folder.joinpath(MANIFEST).read_text())))
        except (OSError, CannotBackUp):
            continue
    return sorted(found, key=lambda one: one.manifest.made_at, reverse=True)
