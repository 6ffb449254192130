import hashlib

from storage.ports import NotFound


class FakeFiles:
    """The evidence store in memory."""

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}

    async def put(self, content: bytes) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        self.contents[sha256] = content
        return sha256

    async def get(self, sha256: str) -> bytes:
        if sha256 not in self.contents:
            raise NotFound(sha256)
        return self.contents[sha256]
