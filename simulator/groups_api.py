"""The people API's part about groups. Its contract is docs/simulator.md."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from simulator import groups
from simulator.errors import PeopleError
from simulator.fields import json_body, number, text
from simulator.hub import Hub
from simulator.state import Json
from simulator.views import message_view


class GroupsApi:
    """Lets tests make groups and act in them; the ids of groups are negative, as Telegram's are."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def routes(self) -> list[Route]:
        return [
            Route("/sim/groups", self._add, methods=["POST"]),
            Route("/sim/groups/{id}/text", self._text, methods=["POST"]),
            Route("/sim/groups/{id}/messages", self._messages),
        ]

    async def _add(self, request: Request) -> Response:
        body = await json_body(request)
        group = groups.add_group(self._hub, text(body, "title"), _members(body))
        return self._done({"id": group.id, "title": group.title, "members": group.members})

    async def _text(self, request: Request) -> Response:
        body = await json_body(request)
        group = groups.group_of(self._hub, _id(request))
        sent = groups.send_text(self._hub, group.id, number(body, "person"), text(body, "text"))
        return self._done(message_view(self._hub.world, group, sent))

    async def _messages(self, request: Request) -> Response:
        group = groups.group_of(self._hub, _id(request))
        shown = [message_view(self._hub.world, group, message) for message in group.shown()]
        return JSONResponse({"messages": shown})

    def _done(self, answer: Json) -> Response:
        self._hub.touched.set()
        return JSONResponse(answer)


def _members(body: Json) -> list[int]:
    members = body.get("members")
    if not isinstance(members, list) or not all(isinstance(one, int) for one in members):
        raise PeopleError(400, "members must be the ids of people")
    return members


def _id(request: Request) -> int:
    """Return the group's id, which is negative: Starlette's own converter reads no sign."""
    return number({"id": request.path_params["id"]}, "id")
