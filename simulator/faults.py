"""Failing on demand: which ordered fault meets which call, and what is answered instead of the truth."""

import base64
import json
import random
from http import HTTPStatus
from typing import Any

from pydantic import TypeAdapter, ValidationError

from simulator.errors import ApiError, PeopleError, too_many_requests
from simulator.state import Fault, World

KINDS = {"429", "500", "502", "error", "raw", "drop", "drop_after", "cut", "hang", "slow"}
_FAULT = TypeAdapter(Fault)
_FIELDS = set(Fault.__dataclass_fields__) - {"id"} | {"body_base64"}
# Which kind is meant where only these fields are given.
_TELLING = {"error_code": "error", "description": "error", "status": "raw", "body": "raw"}
_STATUSES = frozenset(range(200, 600))
# What these kinds do happens to the answer of a call that was carried out.
_CARRIED_OUT = {"slow", "drop_after", "cut"}


def add_fault(world: World, order: dict[str, Any]) -> Fault:
    """Add a fault as the people API orders it and return it; PeopleError if the order is not understood."""
    if unknown := set(order) - _FIELDS:
        raise PeopleError(400, f"unknown fields: {', '.join(sorted(unknown))}")
    full = _with_defaults(_with_body(order))
    if full.get("kind") not in KINDS:
        raise PeopleError(400, f"kind must be one of {', '.join(sorted(KINDS))}")
    try:
        # Only JSON may be strict about numbers and still name the fields of a dataclass.
        fault = _FAULT.validate_json(json.dumps({"id": 0, **full}), strict=True)
    except ValidationError as error:
        raise PeopleError(400, _first_of(error)) from error
    if not {fault.error_code, fault.status} <= _STATUSES:
        raise PeopleError(400, "error_code and status are 200 to 599")
    fault.id = world.next_number("fault")
    world.faults.append(fault)
    return fault


def _with_body(order: dict[str, Any]) -> dict[str, Any]:
    """Return the order with its body as a Fault keeps it, given as text or, for any bytes, in base64."""
    rest = {name: value for name, value in order.items() if name not in {"body", "body_base64"}}
    if "body_base64" in order:
        return rest | {"body": order["body_base64"]}
    if "body" not in order:
        return rest
    text = order["body"]
    if not isinstance(text, str):
        raise PeopleError(400, "body must be a text; other bytes go into body_base64")
    return rest | {"body": base64.b64encode(text.encode(errors="surrogatepass")).decode()}


def _with_defaults(order: dict[str, Any]) -> dict[str, Any]:
    """Return the order with what it leaves out: its kind, and an error's words and parameters."""
    kind = order.get("kind") or next((kind for name, kind in _TELLING.items() if name in order), None)
    if kind != "error":
        return order | {"kind": kind}
    code = order.get("error_code", 400)
    words = HTTPStatus(code).phrase if code in set(HTTPStatus) else "Error"
    wait = {"retry_after": order["retry_after"]} if "retry_after" in order else {}
    return {"description": words, "parameters": wait} | order | {"kind": kind}


def _first_of(error: ValidationError) -> str:
    problem = error.errors()[0]
    return f"{'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}"


def take_fault(world: World, method: str, params: dict[str, Any]) -> Fault | None:
    """Return the fault that this call meets, using up one of its times; None if it goes well."""
    for fault in world.faults:
        if _matches(fault, method, params) and random.random() < fault.probability:  # noqa: S311 — no secret
            fault.times -= 1
            if fault.times <= 0:
                world.faults.remove(fault)
            return fault
    return None


def is_carried_out(fault: Fault | None) -> bool:
    """Return whether a call has its effect although this fault meets it."""
    return fault is None or fault.effect or fault.kind in _CARRIED_OUT


def as_error(fault: Fault) -> ApiError | None:
    """Return the error that a fault answers with, None where it does not answer with one."""
    if fault.kind == "429":
        return too_many_requests(fault.retry_after)
    if fault.kind == "error":
        return ApiError(fault.error_code, fault.description, fault.parameters)
    if fault.kind == "500":
        return ApiError(500, "Internal Server Error")
    return ApiError(502, "Bad Gateway") if fault.kind == "502" else None


def _matches(fault: Fault, method: str, params: dict[str, Any]) -> bool:
    wanted = fault.where | ({} if fault.chat_id is None else {"chat_id": fault.chat_id})
    same_method = fault.method is None or fault.method.lower() == method.lower()
    # A form brings numbers as text: what is written alike is alike.
    return same_method and all(str(params.get(name)) == str(value) for name, value in wanted.items())
