"""What stands in the way of an answer, on order: refusals of Telegram and rubbish in its place."""

from typing import Any

from tests.town.dialogue import Town

RUBBISH: dict[str, Any] = {"kind": "raw", "status": 403, "body": "<html>403 Forbidden</html>"}
COSMETIC: list[dict[str, Any]] = [
    {"kind": "error", "error_code": 400, "description": "Bad Request: MESSAGE_ID_INVALID"},
    {"kind": "error", "error_code": 400, "description": "Bad Request: what nobody has heard of yet"},
    {"kind": "error", "error_code": 403, "description": "Forbidden: MESSAGE_AUTHOR_REQUIRED"},
    {"kind": "error", "error_code": 500, "description": "Internal Server Error"},
    {"kind": "429"},
    {"kind": "drop"},
    RUBBISH,
]


async def fault(town: Town, order: dict[str, Any], method: str, times: int = 99) -> None:
    await town.people.fault(method=method, times=times, **order)
