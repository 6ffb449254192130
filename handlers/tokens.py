"""Invitation tokens: known to the person who was given the link, stored only as a hash."""

import hashlib
import secrets

TOKEN_BYTES = 24  # 32 characters in a link; Telegram takes at most 64 of A–Z a–z 0–9 _ -


def make_token() -> tuple[str, str]:
    """Return a new token and its hash."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    return token, hash_token(token)


def hash_token(token: str) -> str:
    """Return the SHA-256 of a token in hex; all that is ever stored of it."""
    return hashlib.sha256(token.encode()).hexdigest()
