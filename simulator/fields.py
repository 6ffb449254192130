"""Reads the fields of a people API request; what is missing or of the wrong type is a PeopleError 400."""

import base64
import binascii
import json
from typing import Any, overload

from starlette.requests import Request

from simulator.errors import PeopleError
from simulator.text import Entity

_REQUIRED = object()


def text(body: dict[str, Any], name: str, default: object = _REQUIRED) -> str:
    """Return a text field; without a default it must be there and not be empty."""
    value = body.get(name, default)
    if not isinstance(value, str) or (default is _REQUIRED and not value.strip()):
        raise PeopleError(400, f"{name} must be a text that is not empty")
    return value


@overload
def number(body: dict[str, Any], name: str) -> int: ...
@overload
def number(body: dict[str, Any], name: str, default: int | None) -> int | None: ...
def number(body: dict[str, Any], name: str, default: object = _REQUIRED) -> int | None:
    """Return a whole number, which a form may bring as text; without a default it must be there."""
    value = body.get(name)
    if value is None or value == "":
        if default is _REQUIRED:
            raise PeopleError(400, f"{name} must be a whole number")
        return default  # type: ignore[return-value]  # the overloads say which default gives which type
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.removeprefix("-").isdecimal():
        return int(value)
    raise PeopleError(400, f"{name} must be a whole number")


def entities(given: object) -> tuple[Entity, ...]:
    """Return Telegram's MessageEntity objects, whose type, offset and length must be right; none for None."""
    listed = [] if given is None else given
    if not isinstance(listed, list):
        raise PeopleError(400, "entities must be a list")
    for one in listed:
        if not isinstance(one, dict) or not isinstance(one.get("type"), str):
            raise PeopleError(400, "an entity has a type, an offset and a length")
        number(one, "offset")
        number(one, "length")
    return tuple(listed)


def json_text(body: dict[str, Any], name: str) -> object:
    """Return what a text field of a form says in JSON; None where it is not there."""
    try:
        return json.loads(text(body, name, "null"))
    except ValueError as error:
        raise PeopleError(400, f"{name} is not JSON") from error


def bytes_field(body: dict[str, Any], name: str) -> bytes:
    """Return the bytes that a field gives in base64."""
    try:
        return base64.b64decode(text(body, name), validate=True)
    except binascii.Error as error:
        raise PeopleError(400, f"{name} is not base64") from error


def flag(body: dict[str, Any], name: str) -> bool:
    return body.get(name) in (True, "1", "true")


def query_number(request: Request, name: str) -> int:
    """Return a whole number of the address, 0 where it is not there."""
    return number(dict(request.query_params), name, 0) or 0


async def json_body(request: Request) -> dict[str, Any]:
    """Return the JSON object of a request. Its content type is asked for: no form of another site has it."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise PeopleError(415, "send JSON with Content-Type: application/json")
    try:
        body = await request.json()
    except (ValueError, RecursionError) as error:
        raise PeopleError(400, "this is not JSON") from error
    if not isinstance(body, dict):
        raise PeopleError(400, "send a JSON object")
    return body
