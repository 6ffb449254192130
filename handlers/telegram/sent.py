"""What a person sends, told from what a chat reports of itself.

Telegram calls the latter service messages: pinned, a timer, a background, a video chat … They come from a
person too, and new kinds come with every version. So it is the contents that are listed: a message without
any of them is one that nobody expects an answer to.
"""

from telegram import Message

CONTENTS = (
    "text",
    "rich_message",
    "animation",
    "audio",
    "document",
    "live_photo",
    "paid_media",
    "photo",
    "sticker",
    "story",
    "video",
    "video_note",
    "voice",
    "checklist",
    "contact",
    "dice",
    "game",
    "poll",
    "venue",
    "location",
    "invoice",
)
"""The fields of Bot API 10.1's Message that hold what somebody chose to send."""


def has_content(message: Message) -> bool:
    """Return whether somebody sent something with this message; False for a service message."""
    # What this version of the library does not know yet, it keeps aside as it came.
    return any(getattr(message, kind, None) or kind in message.api_kwargs for kind in CONTENTS)


def is_moving(message: Message) -> bool:
    """Return whether this is a live location, which the phone itself edits for hours."""
    return message.location is not None
