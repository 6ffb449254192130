"""What is known of an error again: its kind and place, and nothing of what it says."""

import logging

from bot.line.answers import Unanswered, answer_of
from bot.watch.noticing import Noticing, told_by
from handlers.mishaps import Noticed
from tests.bot.support import NOW, clock

SECRET = "Dinas Kesehatan 75,5"


def record(error: BaseException | None, message: str = "%s failed", *args: object) -> logging.LogRecord:
    info = (type(error), error, error.__traceback__) if error is not None else None
    return logging.LogRecord("bot.test", logging.ERROR, __file__, 1, message, args, info)


def raised(body: bytes) -> Unanswered:
    try:
        answer_of("getMe", 200, body)
    except Unanswered as error:
        return error
    raise AssertionError("that is no answer")


def test_an_error_is_known_by_its_kind_and_the_innermost_place_of_our_own() -> None:
    kind, place = told_by(record(raised(b"<html>")))
    assert kind == "Unanswered"
    assert place.startswith("bot/line/answers.py:")
    assert place.endswith(" _object_in")
    assert told_by(record(raised(b"{"))) == (kind, place)


def test_an_error_of_no_place_of_ours_is_known_by_who_logged_it() -> None:
    assert told_by(record(KeyError(SECRET), "%s", SECRET)) == ("KeyError", "bot.test")


def test_a_line_without_an_error_is_known_by_what_it_says_before_anything_is_filled_in() -> None:
    assert told_by(record(None, "%s failed", SECRET)) == ("bot.test", "%s failed")


def test_only_errors_are_counted() -> None:
    noticed = Noticed()
    noticing, log = Noticing(noticed, clock), logging.getLogger("test of noticing")
    log.propagate = False
    log.addHandler(noticing)
    try:
        log.warning("%s", SECRET)
        for _ in range(3):
            log.error("%s", SECRET, exc_info=raised(b"["))
        log.error("%s cannot be had", SECRET)
    finally:
        log.removeHandler(noticing)
    assert noticing.kinds == {"Unanswered": 3, "test of noticing": 1}
    kept = noticed.take()
    assert [(one.kind, one.count, one.first_at) for one in kept] == [
        ("Unanswered", 3, NOW),
        ("test of noticing", 1, NOW),
    ]
    assert SECRET not in str(kept)
