"""The way to Telegram that every call takes: what comes back is judged before the library reads it."""

from typing import Any

from telegram.error import NetworkError
from telegram.request import HTTPXRequest, RequestData

from bot.line.answers import Answer, answer_of, file_of
from bot.line.outage import Outage


class TelegramRequest(HTTPXRequest):
    """Raises Unanswered, an error that passes, for everything that is no answer of Telegram's own form."""

    def __init__(self, outage: Outage | None = None, **options: Any) -> None:  # noqa: ANN401 - HTTPXRequest's own
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
            status, body = await super().do_request(url, method, request_data, *timeouts, **more)
            answer = file_of(status, body) if downloads else answer_of(asked, status, body)
        except NetworkError as error:
            self._outage.failed(asked, error)
            raise
        self._outage.answered()
        return answer
