"""What Telegram refuses in texts, captions and keyboards, in Telegram's own words."""

from typing import Any

from simulator.entities import given_entities
from simulator.errors import ApiError, bad_request
from simulator.html_parser import parse_html
from simulator.links import wrong_link
from simulator.spec import Call
from simulator.state import Json
from simulator.text import FormattedText, trimmed, with_found_entities

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_CALLBACK_DATA = 64
MAX_BUTTONS = 100
MAX_COPIED_TEXT = 256
MAX_RAW_TEXT_BYTES = 1 << 15
STYLES = {"danger", "success", "primary"}
_NO_STYLE = {"", "default"}
_OTHER_KEYBOARDS = {"keyboard", "remove_keyboard", "force_reply"}
_SUPPORTED_ACTIONS = {"callback_data", "url", "copy_text"}
_NOT_ACTIONS = {"text", "icon_custom_emoji_id", "style", "hide"}


def text_of(call: Call) -> FormattedText:
    """Return the text of a call with its entities; ApiError if it is empty, too long or badly marked up."""
    if not call.get("text"):
        raise bad_request("message text is empty")
    formatted = _formatted(call, "text", "entities")
    if not formatted.text:
        raise bad_request("text must be non-empty")
    if len(formatted.text) > MAX_TEXT:
        raise bad_request("message is too long")
    return formatted


def caption_of(call: Call) -> FormattedText:
    """Return the caption of a call, possibly empty, with its entities; ApiError as for a text."""
    formatted = _formatted(call, "caption", "caption_entities")
    if len(formatted.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return formatted


def _formatted(call: Call, text_name: str, entities_name: str) -> FormattedText:
    raw = call.get(text_name, "")
    if len(raw.encode()) > MAX_RAW_TEXT_BYTES:
        raise bad_request("text is too long")
    mode = call.get("parse_mode", "").lower()
    if mode in {"markdown", "markdownv2"}:
        raise bad_request("the simulator parses HTML only")
    if mode not in {"", "none", "html"}:
        raise bad_request("unsupported parse_mode")
    marked = (
        parse_html(raw)
        if mode == "html"
        else FormattedText(raw, given_entities(call.get(entities_name, []), raw))
    )
    return with_found_entities(trimmed(marked))


def keyboard_of(call: Call, *, inline_only: bool = False) -> Json | None:
    """Return the inline keyboard of a call, or None for none; ApiError if Telegram would not show it.

    A message that is edited can have no other kind of keyboard.
    """
    markup: Json = call.get("reply_markup") or {}
    if "inline_keyboard" not in markup:
        asks_for_other = any(value and name in _OTHER_KEYBOARDS for name, value in markup.items())
        if inline_only and asks_for_other:
            raise bad_request("inline keyboard expected")
        if asks_for_other and not markup.get("remove_keyboard"):
            raise bad_request("the simulator shows inline keyboards only")
        return None
    rows = [[_button(button) for button in row] for row in markup["inline_keyboard"]]
    rows = [row for row in rows if row]
    if sum(len(row) for row in rows) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": rows} if rows else None


def _button(button: Json) -> Json:
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if button.get("style", "").lower() not in STYLES | _NO_STYLE:
        raise _bad_button("invalid button style specified")
    # An empty address or empty data counts as none, as in Telegram's own parser.
    actions = {
        name: value for name, value in button.items() if name not in _NOT_ACTIONS and value not in ("", False)
    }
    if not actions:
        raise _bad_button("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _bad_button("exactly one action must be specified")
    ((action, value),) = actions.items()
    if action not in _SUPPORTED_ACTIONS:
        raise _bad_button(f"the simulator does not support {action}")
    _check_action(action, value)
    shown = {name: button[name] for name in ("text", "icon_custom_emoji_id") if name in button}
    style = button.get("style", "").lower()
    return shown | ({} if style in _NO_STYLE else {"style": style}) | {action: value}


def _check_action(action: str, value: Any) -> None:  # noqa: ANN401 — text, or an object for copy_text
    if action == "callback_data" and len(value.encode()) > MAX_CALLBACK_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "copy_text" and not 1 <= len(value["text"]) <= MAX_COPIED_TEXT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if action == "url" and (problem := wrong_link(value)):
        raise bad_request(f"inline keyboard button URL '{value}' is invalid: {problem}")


def _bad_button(reason: str) -> ApiError:
    return bad_request(f"can't parse inline keyboard button: {reason}")
