"""The typed client's part about groups."""

from simulator.client_base import ClientBase, Json


class GroupsClient(ClientBase):
    """Acts in groups; their ids are negative, as Telegram's are."""

    async def add_group(self, title: str, *members: int) -> int:
        """Let these people make a group and take the bot in; return the group's id."""
        body = {"title": title, "members": list(members)}
        return int((await self._ask("POST", "/sim/groups", json=body))["id"])

    async def text_in_group(self, group: int, person: int, text: str) -> Json:
        body: Json = {"person": person, "text": text}
        sent: Json = await self._ask("POST", f"/sim/groups/{group}/text", json=body)
        return sent

    async def group_messages(self, group: int) -> list[Json]:
        messages: list[Json] = (await self._ask("GET", f"/sim/groups/{group}/messages"))["messages"]
        return messages
