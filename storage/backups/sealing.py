"""Encryption by age, for one recipient whose key is not on this machine.

Each file is encrypted for a second key as well, which lives in this process alone while the backup is made:
so it is the encrypted file itself that is proved, and afterwards only the recipient can open it.
"""

import errno
import os
from pathlib import Path
from typing import Any

from storage.ports import CannotBackUp


class Seal:
    """Encrypts for a recipient, and reads again what it has encrypted."""

    def __init__(self, recipient: str) -> None:
        import pyrage  # noqa: PLC0415 - most installations encrypt nothing

        self._own = pyrage.x25519.Identity.generate()
        self._recipients = [recipient_of(recipient), self._own.to_public()]

    def close(self, file: Path, sealed: Path) -> None:
        """Encrypt a file. Raises OSError."""
        import pyrage  # noqa: PLC0415 - as above

        try:
            pyrage.encrypt_file(str(file), str(sealed), self._recipients)
        except pyrage.EncryptError as error:
            raise OSError(f"{sealed} cannot be written: {error}") from error
        # Where the disk was full the library has said nothing, and the file is too short.
        if sealed.stat().st_size <= file.stat().st_size:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(sealed))

    def open(self, sealed: Path, file: Path) -> None:
        """Read what this seal has closed. Raises CannotBackUp."""
        _decrypt(sealed, file, [self._own])


class Key:
    """Opens what was encrypted for it."""

    def __init__(self, file: Path) -> None:
        """`file` is what `age-keygen` writes, or an SSH key. Raises CannotBackUp for something else."""
        self._identities = _identities(file)

    def open(self, sealed: Path, file: Path) -> None:
        """Raises CannotBackUp."""
        _decrypt(sealed, file, self._identities)


def recipient_of(said: str) -> Any:  # noqa: ANN401 - the library's classes have nothing in common
    """Return the recipient of a public key: `age1…` or `ssh-ed25519 …`. Raises ValueError."""
    import pyrage  # noqa: PLC0415 - as above

    try:
        kind = pyrage.ssh if said.startswith("ssh-") else pyrage.x25519
        return kind.Recipient.from_str(said)
    except pyrage.RecipientError as error:
        raise ValueError(f"this is no public key of age: {error}") from error


def _identities(file: Path) -> list[Any]:
    import pyrage  # noqa: PLC0415 - as above

    try:
        said = file.read_bytes()
        if said.startswith(b"-----BEGIN"):
            return [pyrage.ssh.Identity.from_buffer(said)]
        lines = [line.strip() for line in said.decode().splitlines()]
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as error:
        raise CannotBackUp(f"{file} is no key that can be read: {error}") from error
    if not found:
        raise CannotBackUp(f"there is no key in {file}")
    return found


def _decrypt(sealed: Path, file: Path, identities: list[Any]) -> None:
    import pyrage  # noqa: PLC0415 - as above

    try:
        pyrage.decrypt_file(str(sealed), str(file), identities)
    except (pyrage.DecryptError, OSError) as error:
        raise CannotBackUp(f"{sealed.name} cannot be decrypted: {error}") from error
