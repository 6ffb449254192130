"""The people API: act as a person, read what they see. Its contract is docs/simulator.md."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from simulator import acts
from simulator.commands import commands_for
from simulator.errors import PeopleError
from simulator.fields import entities, flag, json_body, json_text, number, query_number, text
from simulator.hub import Hub
from simulator.parameters import read_upload
from simulator.service import add_service
from simulator.serving import file_response
from simulator.spec import Upload
from simulator.state import Json, Person, StoredMessage
from simulator.views import answer_view, message_view, person_view

_KEEP_ALIVE_SECONDS = 15.0
_FIRST_OWN_ID = 900_000_000
_FIRST_IMPOSSIBLE_ID = 2**52


class PeopleApi:
    """Answers tests and the chat page."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._world = hub.world

    def routes(self) -> list[Route]:
        person = "/sim/people/{id:int}"
        return [
            Route("/sim/people", self._people),
            Route("/sim/people", self._add_person, methods=["POST"]),
            Route(f"{person}/messages", self._messages),
            Route(f"{person}/answers", self._answers),
            Route(f"{person}/text", self._text, methods=["POST"]),
            Route(f"{person}/press", self._press, methods=["POST"]),
            Route(f"{person}/file", self._file, methods=["POST"]),
            Route(f"{person}/other", self._other, methods=["POST"]),
            Route(f"{person}/service", self._service, methods=["POST"]),
            Route(f"{person}/edit", self._edit, methods=["POST"]),
            Route(f"{person}/unpin", self._unpin, methods=["POST"]),
            Route(f"{person}/read", self._read, methods=["POST"]),
            Route(f"{person}/block", self._block, methods=["POST"]),
            Route(f"{person}/unblock", self._unblock, methods=["POST"]),
            Route("/sim/files/{file_id}", self._stored_file),
        ]

    async def _people(self, _request: Request) -> Response:
        bot = self._world.bot
        return JSONResponse(
            {
                "people": [person_view(self._world, person) for person in self._world.people.values()],
                "bot": {"id": bot.id, "username": bot.username, "first_name": bot.first_name},
            }
        )

    async def _add_person(self, request: Request) -> Response:
        body = await json_body(request)
        named = {name: text(body, name, "") for name in ("last_name", "username", "note", "group")}
        identifier = number(body, "id", None) or _FIRST_OWN_ID + self._world.next_number("person")
        if not 0 < identifier < _FIRST_IMPOSSIBLE_ID:
            raise PeopleError(400, "id must be a positive number of at most 52 bits")
        person = self._world.add_person(Person(identifier, text(body, "first_name"), **named))
        self._hub.tell_person(person)
        return self._done(person_view(self._world, person))

    async def _messages(self, request: Request) -> Response:
        _, chat = acts.person_and_chat(self._hub, request.path_params["id"])
        after = query_number(request, "after")
        return JSONResponse(
            {
                "messages": [
                    message_view(self._world, chat, message)
                    for message in chat.shown()
                    if message.content["message_id"] > after
                ],
                "commands": commands_for(self._world, chat.id),
                "typing": self._hub.is_typing(chat.id),
                "blocked": chat.blocked,
            }
        )

    async def _answers(self, request: Request) -> Response:
        person, _ = acts.person_and_chat(self._hub, request.path_params["id"])
        queries = self._world.callback_queries.values()
        return JSONResponse(
            {
                "answers": [
                    answer_view(query)
                    for query in queries
                    if query.person_id == person.id and query.answer is not None
                ]
            }
        )

    async def _text(self, request: Request) -> Response:
        body = await json_body(request)
        sent = acts.send_text(
            self._hub,
            _id(request),
            text(body, "text"),
            entities=entities(body.get("entities")),
            reply_to=number(body, "reply_to", None),
        )
        return self._sent(request, sent)

    async def _press(self, request: Request) -> Response:
        body = await json_body(request)
        data, label = body.get("data"), body.get("label")
        if not isinstance(data, str) and not isinstance(label, str):
            raise PeopleError(400, "give data or label")
        query = acts.press(self._hub, _id(request), number(body, "message_id"), data=data, label=label)
        return self._done({"callback_query_id": query.id})

    async def _file(self, request: Request) -> Response:
        async with request.form() as form:
            files = [await read_upload(item) for item in form.getlist("file") if not isinstance(item, str)]
            fields: Json = {name: value for name, value in form.items() if isinstance(value, str)}
        order = acts.FileOrder(
            kind=text(fields, "as", "auto"),
            caption=text(fields, "caption", ""),
            caption_entities=entities(json_text(fields, "caption_entities")),
            album=flag(fields, "album"),
            claim_size=number(fields, "claim_size", None),
            claim_mime=text(fields, "claim_mime", ""),
            claim_name=text(fields, "claim_name", ""),
            without=frozenset(text(fields, "without", "").split(",")),
        )
        return self._sent_files(request, files, order)

    def _sent_files(self, request: Request, files: list[Upload], order: acts.FileOrder) -> Response:
        _, chat = acts.person_and_chat(self._hub, _id(request))
        sent = acts.send_files(self._hub, _id(request), files, order)
        return self._done({"messages": [message_view(self._world, chat, message) for message in sent]})

    async def _other(self, request: Request) -> Response:
        body = await json_body(request)
        return self._sent(request, acts.send_other(self._hub, _id(request), text(body, "kind")))

    async def _service(self, request: Request) -> Response:
        body = await json_body(request)
        person, _ = acts.person_and_chat(self._hub, _id(request))
        chat = acts.writable(self._hub, person.id)
        return self._sent(
            request, add_service(self._hub, chat, person, text(body, "kind"), body.get("value"))
        )

    async def _edit(self, request: Request) -> Response:
        body = await json_body(request)
        edited = acts.edit_text(self._hub, _id(request), number(body, "message_id"), text(body, "text"))
        return self._sent(request, edited)

    async def _unpin(self, request: Request) -> Response:
        body = await json_body(request)
        acts.unpin(self._hub, _id(request), number(body, "message_id"))
        return self._done({})

    async def _read(self, request: Request) -> Response:
        acts.mark_read(self._hub, _id(request))
        return self._done({})

    async def _block(self, request: Request) -> Response:
        acts.set_blocked(self._hub, _id(request), blocked=True)
        return self._done({})

    async def _unblock(self, request: Request) -> Response:
        acts.set_blocked(self._hub, _id(request), blocked=False)
        return self._done({})

    async def _stored_file(self, request: Request) -> Response:
        stored = self._world.files.get(request.path_params["file_id"])
        if stored is None:
            raise PeopleError(404, "there is no such file")
        return file_response(stored, self._world.contents[stored.content_key])

    def _sent(self, request: Request, message: StoredMessage) -> Response:
        return self._done(message_view(self._world, self._world.chats[_id(request)], message))

    def _done(self, answer: Json) -> Response:
        self._hub.touched.set()
        return JSONResponse(answer)


def _id(request: Request) -> int:
    return int(request.path_params["id"])
