"""The words of the searches: one question."""

from domain.forms.search import WANTED
from domain.forms.words import FormWords, Wording


def search_words(title: str, ask: str) -> FormWords:
    """Return the words of one search; it says itself what can be looked for."""
    return FormWords(
        title=title,
        questions={WANTED: Wording("Kata", ask, "Ketik sebagian saja; huruf besar atau kecil sama.")},
    )
