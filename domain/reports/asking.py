"""*Tanya pemeriksa*: an operator asks one question about a return, and is answered once."""

from domain.forms.form import Form, Kind, Question
from domain.forms.questions import reads_text
from domain.forms.words import Wording

TEXT = "pesan"
LONGEST = 500
"""Characters of a question, and of an answer."""


def _form(key: str, words: Wording) -> Form:
    return Form(key, (Question(key=TEXT, kind=Kind.TYPED, read=reads_text(LONGEST), words=words),))


ASK_FORM = _form(
    "tanya",
    Wording(
        "Pertanyaan",
        "Apa yang ingin Bapak/Ibu tanyakan kepada pemeriksa?",
        f"Satu pertanyaan untuk tiap pengembalian, paling banyak {LONGEST} huruf.",
    ),
)
ANSWER_FORM = _form(
    "jawab",
    Wording(
        "Jawaban",
        "Apa jawaban Bapak/Ibu?",
        f"Operatornya membaca jawaban ini apa adanya, paling banyak {LONGEST} huruf.",
    ),
)
