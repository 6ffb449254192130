"""The way to Telegram that every call takes: what comes back is judged before the library reads it."""

from typing import Any

from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

from bot.line.answers import Answer, Read, answer_of, file_of
from bot.line.outage import Outage
from bot.line.wire import Wire


class Judged(BaseRequest):
    """Raises Unanswered, an error that passes, for everything that is no answer of Telegram's own form.

    What carries the calls is the class that stands behind this one among the bases.
    """

    def __init__(self, outage: Outage | None = None, **options: Any) -> None:  # noqa: ANN401 - of what stands behind
        super().__init__(**options)
        self._outage = outage or Outage()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *timeouts: Any,  # noqa: ANN401 - handed on as they come
        **more: Any,  # noqa: ANN401 - as above
    ) -> Answer:
        """Return status and body of an answer. Raises NetworkError."""
        downloads = method == "GET"
        asked = "file" if downloads else url.partition("?")[0].rpartition("/")[2]
        try:
            status, body = await super().do_request(url, method, request_data, *timeouts, **more)  # type: ignore[safe-super] # what stands behind carries the call
            answer = file_of(status, body) if downloads else answer_of(asked, status, body)
        except NetworkError as error:
            self._outage.failed(asked, error)
            raise
        self._outage.answered()
        return answer

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return what a body says, which was read when it was judged."""
        return payload.said if isinstance(payload, Read) else BaseRequest.parse_json_payload(payload)


class TelegramRequest(Judged, Wire):
    """The wire, and the judge at its end."""
