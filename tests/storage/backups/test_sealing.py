"""Encrypted backups: only the key opens them, and the encrypted bytes themselves are proved."""

from pathlib import Path

import pyrage
import pytest

from storage.backups.evidence import FOLDER, place_of
from storage.backups.restoring import Wish, restore
from storage.backups.sealing import Key, Seal, recipient_of
from storage.ports import CannotBackUp
from tests.storage.backups.conftest import City
from tests.storage.backups.town import held

KEY = pyrage.x25519.Identity.generate()
OTHER = pyrage.x25519.Identity.generate()


def key_file(folder: Path, key: object) -> Path:
    """Return a file as `age-keygen` writes it."""
    file = folder / "key.txt"
    file.write_text(f"# created: 2026-03-02\n# public key: …\n{key}\n")
    return file


async def test_only_the_key_opens_it(city: City, elsewhere: str, tmp_path: Path) -> None:
    folder = (await city.backed_up(str(KEY.to_public()))).backup.folder
    inside = [path.read_bytes() for path in folder.rglob("*.age")]
    assert len(inside) == 3
    assert all(content.startswith(b"age-encryption.org/v1") for content in inside)
    assert not list(folder.rglob("*.tar.gz"))
    place = tmp_path / "new/evidence"
    with pytest.raises(CannotBackUp, match="is encrypted: --key names the file"):
        await restore(Wish(file=folder, url=elsewhere, evidence=place))
    with pytest.raises(CannotBackUp, match="cannot be decrypted"):
        await restore(Wish(file=folder, url=elsewhere, evidence=place, key=key_file(tmp_path, OTHER)))
    restored = await restore(Wish(file=folder, url=elsewhere, evidence=place, key=key_file(tmp_path, KEY)))
    assert await held(elsewhere) == await held(city.url)
    assert restored.evidence == 2
    assert place_of(place, city.contents[1]).read_bytes() == b"SK" * 10


async def test_encrypted_evidence_is_linked_for_the_same_recipient_alone(city: City) -> None:
    def lies_in(folder: Path) -> int:
        return place_of(folder / FOLDER, city.contents[0], sealed=True).stat().st_ino

    first = (await city.backed_up(str(KEY.to_public()))).backup.folder
    again = (await city.backed_up(str(KEY.to_public()), seconds=1)).backup.folder
    other = (await city.backed_up(str(OTHER.to_public()), seconds=2)).backup.folder
    assert lies_in(first) == lies_in(again) != lies_in(other)


@pytest.mark.parametrize("said", ["", "# only a comment\n", "AGE-SECRET-KEY-1X\n", "-----BEGIN X\n", "\x80"])
def test_what_is_no_key_is_said(tmp_path: Path, said: str) -> None:
    file = tmp_path / "key.txt"
    file.write_bytes(said.encode("latin-1"))
    with pytest.raises(CannotBackUp, match="key"):
        Key(file)


def test_a_key_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotBackUp, match="no key that can be read"):
        Key(tmp_path / "none.txt")


@pytest.mark.parametrize("said", ["age1", "ssh-ed25519 AAAA", "me@example.org", "AGE-SECRET-KEY-1QQQQ"])
def test_what_is_no_public_key_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match="no public key"):
        recipient_of(said)


def test_a_disk_that_is_full_is_noticed_although_the_library_says_nothing(tmp_path: Path) -> None:
    """`pyrage.encrypt_file` to a full device raises nothing and writes nothing."""
    file = tmp_path / "plain"
    file.write_bytes(b"x" * 1000)
    with pytest.raises(OSError, match="No space left"):
        Seal(str(KEY.to_public())).close(file, Path("/dev/full"))
