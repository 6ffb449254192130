"""What Telegram has heard from the bot: the presses that it answered, and what it promised."""

import itertools
import re

from simulator.state import World

_TAG = re.compile(r"<[^>]+>")
_TICKET = re.compile(r"Tiket: ([A-Z]+-\d\d-\d{4,})")
_ANNOUNCED = re.compile(r"^Pengumuman (?:sedang|selesai) dikirim.*?“(.*?)”", re.DOTALL)

_TOO_LATE = "query is too old"


class Heard:
    """Reads on whenever it is asked: the simulator remembers only the newest calls."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._read = 0
        self._answered: set[str] = set()
        self._tickets: set[str] = set()
        self._announced: set[str] = set()

    def answered(self, query: str) -> bool:
        self._catch_up()
        return query in self._answered

    @property
    def unanswered(self) -> set[str]:
        """The presses that nobody has answered."""
        self._catch_up()
        return self._world.callback_queries.keys() - self._answered

    @property
    def tickets(self) -> set[str]:
        """The tickets of reports that somebody was told are in."""
        self._catch_up()
        return self._tickets

    @property
    def announced(self) -> set[str]:
        """The announcements that an admin was told are on their way."""
        self._catch_up()
        return self._announced

    def _hear_answer(self, query: str, error: str) -> None:
        """Count what Telegram took, or found too late; a call that failed otherwise is owed still."""
        if self._world.callback_queries[query].answer is not None or _TOO_LATE in error:
            self._answered.add(query)

    def _catch_up(self) -> None:
        new = list(itertools.takewhile(lambda call: call.n > self._read, reversed(self._world.calls)))
        for call in new:
            if call.method == "answerCallbackQuery":
                self._hear_answer(str(call.params["callback_query_id"]), call.error or "")
            # Only what Telegram took was seen by anybody.
            if call.status == 200:
                text = _TAG.sub("", str(call.params.get("text", "")))
                self._tickets.update(_TICKET.findall(text))
                self._announced.update(_ANNOUNCED.findall(text))
        if new:
            self._read = new[0].n
