"""An operator who reports from a reminder: presses what is offered, types what is asked."""

from simulator.client import Json, People
from tests.cycle.table import REMINDER, words_of

SAKIP = ("BB", "75,5", "Belum ada berkas", "Kirim")
IKM = ("Nilai IKM yang dipublikasikan", "85,5", "Lewati", "Belum ada berkas", "Kirim")


async def reports(people: People, person: int, report: str, answers: tuple[str, ...]) -> None:
    """Press the newest reminder's button of that report ("DINKES:sakip"), and answer up to the receipt."""
    messages = await people.messages(person)
    seen = {_state(message) for message in messages}
    message_id, data = next(
        (message["message_id"], key["data"])
        for message in reversed(messages)
        for key in _keys(message)
        if f":{report}:" in key["data"]
    )
    await people.press(person, message_id, data=data)
    for answer in answers:
        card = await people.wait_for(person, lambda message: _is_new_card(message, seen))
        seen.add(_state(card))
        if any(answer in key for key in _labels(card)):
            await people.press(person, card["message_id"], answer)
        else:
            await people.text(person, answer)
    await people.wait_for(
        person, lambda message: _is_new_card(message, seen) and "Tarik kembali" in _labels(message)
    )


def _is_new_card(message: Json, seen: set[tuple[int, str]]) -> bool:
    # A reminder is edited when its report comes in; that is no question.
    is_card = bool(_labels(message)) and REMINDER not in words_of(message)
    return is_card and _state(message) not in seen


def _state(message: Json) -> tuple[int, str]:
    return message["message_id"], str(message.get("text"))


def _labels(message: Json) -> list[str]:
    return [key["text"] for key in _keys(message)]


def _keys(message: Json) -> list[Json]:
    return [key for row in message.get("keyboard") or [] for key in row if key["kind"] == "callback"]
