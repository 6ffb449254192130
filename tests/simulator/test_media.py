import io

import pytest
from telegram import Bot, InputFile, InputMediaDocument, InputMediaPhoto

from simulator import files
from simulator.client import People
from simulator.state import World
from tests.simulator import pictures
from tests.simulator.api import SITI, Api

TOO_BIG = (
    f"file of size {len(pictures.png()) + 10485760} bytes is too big for a photo; "
    "the maximum size is 10485760 bytes"
)


@pytest.mark.parametrize(
    "make",
    [
        pictures.png,
        pictures.gif,
        pictures.jpeg,
        pictures.webp_lossy,
        pictures.webp_lossless,
        pictures.webp_extended,
    ],
)
def test_sides_of_pictures(make: pictures.Maker) -> None:
    assert files.picture_size(make(640, 360)) == (640, 360)


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4", pictures.png()[:18], b"\xff\xd8\xff\xd9", b"RIFF0000WEBPXXXX"]
)
def test_what_is_no_picture(content: bytes) -> None:
    assert files.picture_size(content) is None


async def test_a_photo_comes_in_several_sizes(bot: Bot, people: People, world: World) -> None:
    picture = InputFile(io.BytesIO(pictures.png(1600, 1200)), "bukti.txt")
    sent = await bot.send_photo(SITI, picture, caption="Bukti <i>")
    assert [(size.width, size.height) for size in sent.photo] == [
        (90, 68),
        (320, 240),
        (800, 600),
        (1280, 960),
    ]
    assert len({size.file_unique_id for size in sent.photo}) == 4
    shown = await people.last(SITI)
    assert shown is not None
    assert shown["photo"] == {"file_id": sent.photo[-1].file_id, "width": 1280, "height": 960}
    assert shown["html"] == "Bukti &lt;i&gt;"
    assert {file.mime_type for file in world.files.values()} == {"image/png"}
    again = await bot.send_photo(SITI, sent.photo[-1].file_id)
    assert again.photo[-1].file_unique_id == sent.photo[-1].file_unique_id


async def test_a_document_can_be_fetched_again(bot: Bot) -> None:
    sent = await bot.send_document(SITI, pictures.PDF, filename="C:\\surat\\LHE.pdf")
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.mime_type) == ("LHE.pdf", "application/pdf")
    assert sent.document.file_size == len(pictures.PDF)
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == pictures.PDF
    again = await bot.send_document(SITI, sent.document.file_id)
    assert again.document == sent.document


async def test_an_album_is_one_group(bot: Bot) -> None:
    first, second = await bot.send_media_group(
        SITI,
        [
            InputMediaPhoto(pictures.png(), caption="<b>x</b>", parse_mode="HTML"),
            InputMediaPhoto(pictures.png()),
        ],
    )
    assert first.media_group_id == second.media_group_id is not None
    assert (first.caption, second.caption) == ("x", None)
    documents = await bot.send_media_group(
        SITI, [InputMediaDocument(b"a", filename="a.txt"), InputMediaDocument(b"b", filename="b.txt")]
    )
    assert documents[0].media_group_id != first.media_group_id


async def test_albums_that_are_refused(api: Api) -> None:
    def item(kind: str, media: str = "x") -> dict[str, str]:
        return {"type": kind, "media": media}

    async def refusal(*items: dict[str, str]) -> str:
        return await api.refusal("sendMediaGroup", chat_id=SITI, media=list(items))

    photo = item("photo")
    assert await refusal(photo) == "Bad Request: an album must have 2 to 10 items"
    assert await refusal(*[photo] * 11) == "Bad Request: an album must have 2 to 10 items"
    assert (
        await refusal(photo, item("document"))
        == "Bad Request: document can't be mixed with other media types"
    )
    assert (
        await refusal(photo, item("audio")) == "Bad Request: the simulator does not support albums of audio"
    )
    missing = item("photo", "attach://nothing")
    assert await refusal(missing, photo) == "Bad Request: can't parse InputMedia: media not found"


async def test_file_references_that_are_refused(api: Api, bot: Bot) -> None:
    document = await bot.send_document(SITI, b"abc", filename="a.txt")
    assert document.document is not None
    wrong = "Bad Request: wrong remote file identifier specified: can't unserialize it. Wrong last symbol"
    assert await api.refusal("sendPhoto", chat_id=SITI, photo="unknown") == wrong
    assert (
        await api.refusal("sendPhoto", chat_id=SITI, photo=document.document.file_id)
        == "Bad Request: can't use file of type Document as Photo"
    )
    assert (
        await api.refusal("sendDocument", chat_id=SITI, document="https://a.id/x.pdf")
        == "Bad Request: the simulator does not fetch files from the internet: upload the file"
    )
    assert await api.refusal("getFile", file_id="unknown") == "Bad Request: invalid file_id"
    assert await api.refusal("getFile") == "Bad Request: file_id not specified"
    assert (await api.download("documents/file_99.txt")).status_code == 404


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "file must be non-empty"),
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (pictures.png(0, 5), "IMAGE_PROCESS_FAILED"),
        (pictures.png(9000, 1001), "PHOTO_INVALID_DIMENSIONS"),
        (pictures.png(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (
            pictures.png() + bytes(10 * 1024 * 1024),
            TOO_BIG,
        ),
    ],
)
async def test_photos_that_are_refused(api: Api, content: bytes, reason: str) -> None:
    answer = await api.form("sendPhoto", {"chat_id": SITI}, {"photo": ("x.png", content)})
    assert answer["description"] == f"Bad Request: {reason}"


async def test_captions_are_measured(api: Api, world: World) -> None:
    fields = {"chat_id": SITI, "caption": "x" * 1025}
    answer = await api.form("sendDocument", fields, {"document": ("a.txt", b"abc")})
    assert answer["description"] == "Bad Request: message caption is too long"
    assert world.files == {}


async def test_an_upload_over_50_mb(world: World, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_UPLOAD", 10)
    answer = await api.form("sendDocument", {"chat_id": SITI}, {"document": ("a.txt", b"x" * 11)})
    assert answer == {"ok": False, "error_code": 413, "description": "Request Entity Too Large"}
    assert world.files == {}


async def test_a_file_over_20_mb_cannot_be_fetched(api: Api, people: People) -> None:
    await people.file(SITI, ("besar.pdf", pictures.PDF, "application/pdf"), claim_size=25 * 1024 * 1024)
    (update,) = await api.updates()
    document = update["message"]["document"]
    assert document["file_size"] == 25 * 1024 * 1024
    assert await api.refusal("getFile", file_id=document["file_id"]) == "Bad Request: file is too big"
