"""Failing on demand: which ordered fault meets which call."""

import random
from typing import Any

from simulator.errors import ApiError, PeopleError, too_many_requests
from simulator.state import Fault, World

KINDS = {"429", "500", "502", "drop", "drop_after", "slow"}
_FIELDS = {"kind", "method", "chat_id", "retry_after", "seconds", "times", "probability"}


def add_fault(world: World, order: dict[str, Any]) -> Fault:
    """Add a fault as the people API orders it and return it; PeopleError if the order is not understood."""
    if unknown := set(order) - _FIELDS:
        raise PeopleError(400, f"unknown fields: {', '.join(sorted(unknown))}")
    if order.get("kind") not in KINDS:
        raise PeopleError(400, f"kind must be one of {', '.join(sorted(KINDS))}")
    fault = Fault(id=world.next_number("fault"), **order)
    world.faults.append(fault)
    return fault


def take_fault(world: World, method: str, params: dict[str, Any]) -> Fault | None:
    """Return the fault that this call meets, using up one of its times; None if it goes well."""
    for fault in world.faults:
        if _matches(fault, method, params) and random.random() < fault.probability:  # noqa: S311 — no secret
            fault.times -= 1
            if fault.times <= 0:
                world.faults.remove(fault)
            return fault
    return None


def as_error(fault: Fault) -> ApiError | None:
    """Return the error that a fault answers with, None where it does not answer with one."""
    if fault.kind == "429":
        return too_many_requests(fault.retry_after)
    if fault.kind == "500":
        return ApiError(500, "Internal Server Error")
    return ApiError(502, "Bad Gateway") if fault.kind == "502" else None


def _matches(fault: Fault, method: str, params: dict[str, Any]) -> bool:
    same_method = fault.method is None or fault.method.lower() == method.lower()
    return same_method and (fault.chat_id is None or str(params.get("chat_id")) == str(fault.chat_id))
