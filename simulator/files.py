"""Files that go through Telegram: their kinds, sizes and pictures, and what Telegram says of bad ones."""

import mimetypes
import struct
from hashlib import sha256
from pathlib import PurePath

from simulator.errors import ApiError, bad_request
from simulator.spec import Upload
from simulator.state import Json, StoredFile, World, new_secret

MAX_DOWNLOAD = 20 * 1024 * 1024
MAX_UPLOAD = 50 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024
# Telegram's own sides of the sizes it makes of a photo, smallest first.
_PHOTO_SIDES = (90, 320, 800, 1280)
_MAX_PHOTO_SIDES_SUM = 10_000
_MAX_PHOTO_RATIO = 20
_PICTURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}
_SOF_MARKERS = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def picture_type(content: bytes) -> str | None:
    """Return the MIME type of a PNG, GIF, JPEG or WebP by its first bytes; None for anything else."""
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _PICTURES.items() if content.startswith(start)), None)


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Return (width, height) in pixels of a PNG, GIF, JPEG or WebP; None for anything else."""
    kind = picture_type(content)
    try:
        if kind == "image/png":
            return _pair(struct.unpack(">II", content[16:24]))
        if kind == "image/gif":
            return _pair(struct.unpack("<HH", content[6:10]))
        if kind == "image/jpeg":
            return _jpeg_size(content)
        return _webp_size(content) if kind else None
    except struct.error:
        # The file is cut off inside its header: nothing that Telegram could show.
        return None


def _pair(numbers: tuple[int, ...]) -> tuple[int, int]:
    return numbers[0], numbers[1]


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    position = 2
    while position + 4 <= len(content):
        marker, length = struct.unpack(">xBH", content[position : position + 4])
        if marker in _SOF_MARKERS:
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return width, height
        position += 2 + length
    return None


def _webp_size(content: bytes) -> tuple[int, int] | None:
    kind = content[12:16]
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", content[26:30])
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        (bits,) = struct.unpack("<I", content[21:25])
        return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
    if kind == b"VP8X":
        return int.from_bytes(content[24:27], "little") + 1, int.from_bytes(content[27:30], "little") + 1
    return None


def store_document(world: World, upload: Upload, *, claimed_size: int | None = None) -> Json:
    """Keep an uploaded file and return Telegram's Document. Raises ApiError as for an upload by the bot."""
    _check_upload(upload, MAX_UPLOAD)
    stored = _store(world, upload, "document", claimed_size)
    return document_json(stored)


def document_json(stored: StoredFile) -> Json:
    return {
        "file_name": stored.name,
        "mime_type": stored.mime_type,
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": stored.size,
    }


def store_photo(world: World, upload: Upload, *, claimed_size: int | None = None) -> list[Json]:
    """Keep a picture and return Telegram's PhotoSizes, smallest first. Raises ApiError if it is not one.

    Telegram scales the sizes itself; here all of them lead to the uploaded bytes, and say so in file_size.
    """
    _check_upload(upload, MAX_UPLOAD)
    size = len(upload.content)
    if size > MAX_PHOTO:
        raise bad_request(
            f"file of size {size} bytes is too big for a photo; the maximum size is {MAX_PHOTO} bytes"
        )
    sides = picture_size(upload.content)
    if sides is None or 0 in sides:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(sides) > _MAX_PHOTO_SIDES_SUM or max(sides) > _MAX_PHOTO_RATIO * min(sides):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    # What the sender calls the picture does not count: Telegram looks at the bytes, and so does a browser.
    picture = Upload(upload.name, picture_type(upload.content) or "", upload.content)
    longest = max(sides)
    chosen = [*(side for side in _PHOTO_SIDES if side < longest), min(longest, _PHOTO_SIDES[-1])]
    return [
        photo_size_json(_store(world, picture, "photo", claimed_size, _scaled(sides, side)))
        for side in dict.fromkeys(chosen)
    ]


def photo_size_json(stored: StoredFile) -> Json:
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": stored.size,
        "width": stored.width,
        "height": stored.height,
    }


def store_raw(world: World, kind: str, content: bytes, mime_type: str) -> StoredFile:
    """Keep bytes that are neither photo nor document (a sticker, a voice note)."""
    return _store(world, Upload(f"{kind}.bin", mime_type, content), kind, None)


def by_reference(world: World, reference: str, kind: str) -> StoredFile:
    """Return the file that a file_id names, for sending again as the same kind; ApiError as Telegram's."""
    if reference.startswith(("http://", "https://")):
        raise bad_request("the simulator does not fetch files from the internet: upload the file")
    stored = world.files.get(reference)
    if stored is None:
        raise bad_request("wrong remote file identifier specified: can't unserialize it. Wrong last symbol")
    if stored.kind != kind:
        raise bad_request(f"can't use file of type {stored.kind.title()} as {kind.title()}")
    return stored


def downloadable(world: World, file_id: str, *, unlimited: bool = False) -> StoredFile:
    """Return the file for getFile; ApiError if there is none, or if it is over 20 MB and that is too much."""
    stored = world.files.get(file_id)
    if stored is None:
        raise bad_request("invalid file_id")
    if stored.size > MAX_DOWNLOAD and not unlimited:
        raise bad_request("file is too big")
    return stored


def _check_upload(upload: Upload, limit: int) -> None:
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > limit:
        raise ApiError(413, "Request Entity Too Large")


def _scaled(sides: tuple[int, int], longest: int) -> tuple[int, int]:
    factor = longest / max(sides)
    return max(1, round(sides[0] * factor)), max(1, round(sides[1] * factor))


def _store(
    world: World, upload: Upload, kind: str, claimed_size: int | None, sides: tuple[int, int] = (0, 0)
) -> StoredFile:
    key = sha256(upload.content).hexdigest()
    world.contents[key] = upload.content
    number = world.next_number("file")
    # Browsers and libraries may send a whole path; Telegram keeps the last part.
    name = PurePath(upload.name.replace("\\", "/")).name or f"{kind}_{number}"
    mime_type = upload.mime_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
    suffix = ".jpg" if kind == "photo" else PurePath(name).suffix
    stored = StoredFile(
        file_id=f"{kind[:2].upper()}{new_secret()}",
        unique_id=f"AQ{sha256(f'{kind}{sides}{key}'.encode()).hexdigest()[:14]}",
        kind=kind,
        path=f"{kind}s/file_{number}{suffix}",
        name=name,
        mime_type=mime_type,
        size=len(upload.content) if claimed_size is None else claimed_size,
        content_key=key,
        width=sides[0],
        height=sides[1],
    )
    world.files[stored.file_id] = stored
    return stored
