"""Answers to pressed buttons."""

from simulator.errors import bad_request
from simulator.hub import Hub
from simulator.spec import Call
from simulator.views import answer_view

# Telegram does not say how long it waits; clients stop showing the progress after about this long.
ANSWERABLE_SECONDS = 30.0
_MAX_ANSWER = 200
_EXPIRED = "query is too old and response timeout expired or query ID is invalid"


def answer(hub: Hub, call: Call) -> bool:
    """Show the answer to who pressed; ApiError if the query is unknown, answered, or older than 30 s."""
    query = hub.world.callback_queries.get(call.get("callback_query_id"))
    now = hub.world.clock.now()
    if query is None or query.answer is not None or now.timestamp() - query.asked_at > ANSWERABLE_SECONDS:
        raise bad_request(_EXPIRED)
    if len(call.get("text", "")) > _MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    if call.get("url") and not call.get("url").startswith(f"https://t.me/{hub.world.bot.username}?start="):
        raise bad_request("URL_INVALID")
    query.answer = {
        "text": call.get("text", ""),
        "show_alert": call.get("show_alert", False),
        "at": now.isoformat(),
    }
    hub.tell("answer", answer_view(query), query.person_id)
    return True
