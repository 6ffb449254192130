"""What can be refused, and in whose words.

SimulatorError
├── ApiError     the bot called wrongly: Telegram's own code and description
└── PeopleError  a person (a test, the page) cannot do that now: a plain sentence
"""

from typing import Any


class SimulatorError(Exception):
    """Something the simulator does not do."""


class ApiError(SimulatorError):
    """A Bot API error: what Telegram answers instead of a result."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """Return the JSON object Telegram sends with this error."""
        extra = {"parameters": self.parameters} if self.parameters else {}
        return {"ok": False, "error_code": self.code, "description": self.description, **extra}


class PeopleError(SimulatorError):
    """A refusal of the people API, with its HTTP status."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


def bad_request(reason: str) -> ApiError:
    """Return a refusal in Telegram's form: a sentence begins small behind "Bad Request", a NAME stays."""
    is_name = reason[1:2] == "_" or "A" <= reason[1:2] <= "Z"
    return ApiError(400, f"Bad Request: {reason if is_name else reason[:1].lower() + reason[1:]}")


def forbidden(reason: str) -> ApiError:
    return ApiError(403, f"Forbidden: {reason}")


def too_many_requests(retry_after: int) -> ApiError:
    return ApiError(
        429, f"Too Many Requests: retry after {retry_after}", parameters={"retry_after": retry_after}
    )
