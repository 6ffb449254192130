"""The people API's part about groups. Its contract is docs/simulator.md."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from simulator import group_acts, groups
from simulator.errors import PeopleError
from simulator.fields import json_body, number, query_number, text
from simulator.hub import Hub
from simulator.state import Chat, Json, StoredMessage
from simulator.topics import thread_of
from simulator.views import group_view, message_view

_Act = Callable[[Chat, Json], Json]


class GroupsApi:
    """Lets tests and the page make groups and act in them; their ids are negative, as Telegram's are."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def routes(self) -> list[Route]:
        acts: dict[str, _Act] = {
            "text": self._text,
            "press": self._press,
            "service": self._service,
            "members": self._join,
            "leave": self._leave,
            "expel": self._expel,
            "migrate": self._migrate,
            "topics": self._add_topic,
            "topics/{thread:int}": self._change_topic,
            "read": self._read,
        }
        return [
            Route("/sim/groups", self._groups),
            Route("/sim/groups", self._add, methods=["POST"]),
            Route("/sim/groups/{id}/messages", self._messages),
            *(
                Route(f"/sim/groups/{{id}}/{path}", self._acting(act), methods=["POST"])
                for path, act in acts.items()
            ),
        ]

    async def _groups(self, _request: Request) -> Response:
        world = self._hub.world
        found = [group_view(world, chat) for chat in world.chats.values() if chat.is_group]
        return JSONResponse({"groups": found})

    async def _add(self, request: Request) -> Response:
        body = await json_body(request)
        kind = text(body, "kind", "group")
        group = groups.add_group(self._hub, text(body, "title"), _members(body), kind)
        return self._done(group_view(self._hub.world, group))

    async def _messages(self, request: Request) -> Response:
        group = groups.group_of(self._hub, _id(request))
        after, thread = query_number(request, "after"), query_number(request, "thread")
        shown = [
            message_view(self._hub.world, group, message)
            for message in group.shown()
            if message.content["message_id"] > after and thread in (0, thread_of(group, message.content))
        ]
        return JSONResponse({"messages": shown, "typing": self._hub.is_typing(group.id)})

    def _acting(self, act: _Act) -> Callable[[Request], Awaitable[Response]]:
        """Return the endpoint of one act in a group, which answers with what the act returns."""

        async def answer(request: Request) -> Response:
            group = groups.group_of(self._hub, _id(request))
            # The topic may stand in the address or in the body.
            body = await json_body(request) | {
                name: value for name, value in request.path_params.items() if name != "id"
            }
            return self._done(act(group, body))

        return answer

    def _text(self, group: Chat, body: Json) -> Json:
        sent = group_acts.send_text(
            self._hub,
            group,
            number(body, "person"),
            text(body, "text"),
            thread=number(body, "thread", None),
            reply_to=number(body, "reply_to", None),
        )
        return self._shown(group, sent)

    def _press(self, group: Chat, body: Json) -> Json:
        data, label = body.get("data"), body.get("label")
        if not isinstance(data, str) and not isinstance(label, str):
            raise PeopleError(400, "give data or label")
        query = group_acts.press(
            self._hub, group, number(body, "person"), number(body, "message_id"), data=data, label=label
        )
        return {"callback_query_id": query.id}

    def _service(self, group: Chat, body: Json) -> Json:
        sent = group_acts.happen(
            self._hub,
            group,
            number(body, "person"),
            text(body, "kind"),
            body.get("value"),
            thread=number(body, "thread", None),
        )
        return self._shown(group, sent)

    def _join(self, group: Chat, body: Json) -> Json:
        return group_view(self._hub.world, groups.join(self._hub, group.id, number(body, "person")))

    def _leave(self, group: Chat, body: Json) -> Json:
        return group_view(self._hub.world, groups.leave(self._hub, group.id, number(body, "person")))

    def _expel(self, group: Chat, _body: Json) -> Json:
        return group_view(self._hub.world, groups.expel_bot(self._hub, group.id))

    def _migrate(self, group: Chat, _body: Json) -> Json:
        return group_view(self._hub.world, groups.migrate(self._hub, group.id))

    def _add_topic(self, group: Chat, body: Json) -> Json:
        return {
            "thread_id": groups.add_topic(self._hub, group.id, number(body, "person"), text(body, "name"))
        }

    def _change_topic(self, group: Chat, body: Json) -> Json:
        changed = groups.change_topic(self._hub, group.id, number(body, "thread"), body)
        return group_view(self._hub.world, changed)

    def _read(self, group: Chat, _body: Json) -> Json:
        self._hub.mark_read(group)
        return {}

    def _shown(self, group: Chat, message: StoredMessage) -> Json:
        return message_view(self._hub.world, group, message)

    def _done(self, answer: Json) -> Response:
        self._hub.touched.set()
        return JSONResponse(answer)


def _members(body: Json) -> list[int]:
    members = body.get("members")
    if not isinstance(members, list) or not all(type(one) is int for one in members):
        raise PeopleError(400, "members must be the ids of people")
    return members


def _id(request: Request) -> int:
    """Return the group's id, which is negative: Starlette's own converter reads no sign."""
    return number({"id": request.path_params["id"]}, "id")
