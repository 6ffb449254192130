"""The office: what was ever set of it, and who signs; both append-only."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Protocol

from domain.office.office import Office, Part, Signatory
from domain.sequence import not_before
from storage.ports.audit import Trail
from storage.ports.problems import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeText:
    """One text of a part of the office (`domain.office.office.Part`), as it was set."""

    id: int
    part: str
    text: str
    by: int | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatoryVersion:
    """A signatory as somebody entered or corrected them; the newest version of a number holds."""

    id: int
    signatory: Signatory
    """Its `id` is the number under which all versions of them are."""
    struck: bool = False
    """Whether they were entered by mistake, and sign nothing."""
    by: int | None
    at: datetime


class OfficeSettings(Protocol):
    """Append-only: the newest text of a part holds, over the defaults, and the newest version of each."""

    _audit: Trail

    async def current(self) -> Office:
        """Return what stands now; of a city that has set nothing the defaults."""
        texts = {one.part: one.text for one in await self.texts()}
        return Office.of(texts, await self.signatories())

    async def text(self, part: Part) -> str:
        """Return one part of it, by one query: a stranger's greeting asks for no more."""
        newest = await self._newest_text(part)
        return Office().text(part) if newest is None else newest.text

    async def signatories(self) -> list[Signatory]:
        """Return everybody who signs or signed, in the order in which they were entered."""
        newest = _newest(await self.versions())
        return [one.signatory for one in newest.values() if not one.struck]

    async def texts(self) -> list[OfficeText]:
        """Return all that was ever set, oldest first."""

    async def versions(self) -> list[SignatoryVersion]:
        """Return all that was ever entered of signatories, oldest first."""

    async def lock(self) -> None:
        """Let no other unit that asks go on until this one ends."""

    async def set(self, part: Part, text: str, *, by: int | None, at: datetime) -> OfficeText | None:
        """Add a text, never older than the one before it; None for one that says nothing new.

        Raises NotFound for unknown people.
        """
        await self.lock()
        former = await self._newest_text(part)
        before = former.text if former is not None else Office().text(part)
        if text == before:
            return None
        at = not_before(at, former.at if former is not None else None)
        stored = await self._store_text(OfficeText(id=0, part=part.value, text=text, by=by, at=at))
        said = None if former is None else {"text": before}
        self._audit.note("office.set", f"office {part.value}", said, {"text": text}, by=by, at=at)
        return stored

    async def appoint(self, signatory: Signatory, *, by: int | None, at: datetime) -> Signatory:
        """Enter a signatory under a new number. Raises NotFound for unknown people."""
        await self.lock()
        versions = await self.versions()
        new = replace(signatory, id=max((one.signatory.id for one in versions), default=0) + 1)
        return await self._add(new, None, by=by, at=at)

    async def correct(self, signatory: Signatory, *, by: int | None, at: datetime) -> Signatory:
        """Put another version over the one of its number: a slip, another rank, a last day.

        What says nothing new is not stored again. Raises NotFound for a number that nobody has, or no more.
        """
        await self.lock()
        former = await self._standing(signatory.id)
        if former.signatory == signatory:
            return signatory
        return await self._add(signatory, former, by=by, at=at)

    async def strike(self, number: int, *, by: int | None, at: datetime) -> None:
        """Let somebody who was entered by mistake sign nothing. Raises NotFound as `correct`."""
        await self.lock()
        former = await self._standing(number)
        await self._add(former.signatory, former, by=by, at=at, struck=True)

    async def _standing(self, number: int) -> SignatoryVersion:
        found = _newest(await self.versions()).get(number)
        if found is None or found.struck:
            raise NotFound(f"signatory {number}")
        return found

    async def _add(
        self,
        new: Signatory,
        former: SignatoryVersion | None,
        *,
        by: int | None,
        at: datetime,
        struck: bool = False,
    ) -> Signatory:
        at = not_before(at, former.at if former is not None else None)
        stored = await self._store_version(SignatoryVersion(id=0, signatory=new, struck=struck, by=by, at=at))
        before = None if former is None else _as_json(former.signatory)
        after = None if struck else _as_json(stored.signatory)
        self._audit.note("office.signatory", f"signatory {new.id}", before, after, by=by, at=at)
        return stored.signatory

    async def _newest_text(self, part: Part) -> OfficeText | None: ...

    async def _store_text(self, text: OfficeText) -> OfficeText: ...

    async def _store_version(self, version: SignatoryVersion) -> SignatoryVersion: ...


def _newest(versions: list[SignatoryVersion]) -> Mapping[int, SignatoryVersion]:
    return {one.signatory.id: one for one in versions}


def _as_json(signatory: Signatory) -> dict[str, str]:
    said = asdict(signatory)
    return {name: "" if value is None else str(value) for name, value in said.items() if name != "id"}
