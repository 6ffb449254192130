"""Invitation tokens: known to the person who was given the link, stored only as a hash."""

import base64
import hashlib
import hmac
import secrets
from datetime import timedelta

from domain.language.written import folded

VALID = timedelta(days=7)
"""How long an invitation opens, however it was made."""
_TYPEABLE, _GROUP = "abcdefghjkmnpqrstwxyz3456789", 4
TOKEN_BYTES = 24  # 32 characters in a link; Telegram takes at most 64 of A–Z a–z 0–9 _ -


def make_token() -> tuple[str, str]:
    """Return a new token and its hash."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    return token, hash_token(token)


def typeable_token() -> str:
    """Return a new token that can be read from paper and typed: "k7mq-3xzp-9f2c-tw8h-5jdn".

    Of 28 letters and digits that no typeface lets look like another, 20 make 96 bits.
    """
    letters = [secrets.choice(_TYPEABLE) for _ in range(5 * _GROUP)]
    return "-".join("".join(letters[place : place + _GROUP]) for place in range(0, len(letters), _GROUP))


def derive_token(secret: str, seed: str) -> str:
    """Return the token that belongs to this seed, and that nobody without the secret can know.

    An invitation made in a chat may have to be shown again after a crash, and its token is stored nowhere:
    the same press makes the same token.
    """
    digest = hmac.digest(secret.encode(), f"invitation {seed}".encode(), "sha256")
    return base64.urlsafe_b64encode(digest[:TOKEN_BYTES]).decode()


def hash_token(token: str) -> str:
    """Return the SHA-256 of a token in hex; all that is ever stored of it.

    What a phone adds to a copied token, and nobody sees, is no part of it.
    """
    return hashlib.sha256(folded(token).encode()).hexdigest()
