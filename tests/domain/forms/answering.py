"""Answering a form as a person would, text by text."""

from datetime import date

from domain.forms.form import Asked, Form, Place

TODAY = date(2026, 11, 23)


def answered(form: Form, place: Place, *typed: str) -> Place:
    """Return the place after these texts were given as the answers to what is asked, one after the other."""
    for text in typed:
        place = form.answer(place, text, Asked(place.answers, TODAY))
    return place


def choices(form: Form, place: Place) -> tuple[str, ...]:
    """Return what is offered for the question that is asked now."""
    asked = form.current(place)
    assert asked is not None
    return asked.choices(Asked(place.answers, TODAY))
