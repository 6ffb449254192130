"""Reads the fields of a people API request; what is missing or of the wrong type is a PeopleError 400."""

from typing import Any, overload

from starlette.requests import Request

from simulator.errors import PeopleError

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
    except ValueError as error:
        raise PeopleError(400, "this is not JSON") from error
    if not isinstance(body, dict):
        raise PeopleError(400, "send a JSON object")
    return body
