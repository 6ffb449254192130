"""What the code before cannot read of answers, settings and drafts is put into its words on the way back.

An IKM of service units or of another number of unsur, or read by 0,111, becomes the published value that it
was, with its respondents. A score by Permendagri 99/2018 is left out, its result stays. Settings that were
not there are dropped; drafts ask again, or are cancelled where nobody asks them. What a report comes to, its
files, ticket and verdicts stay, and so does its period, which the code before does not look at.

Revision: 0019, after 0018.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_WAY, _PUBLISHED, _UNITS, _OTHERS, _NINE = "cara", "terbit", "unit", "lain", "unsur"
_NILAI, _RESPONDENTS, _READING, _THOUSANDTHS = "nilai", "responden", "bacaan", "bobot3"
_WRITTEN, _COUNT = "nilai-dokumen", "jumlah"
_SCORE, _RANK, _SCALE = "skor", "peringkat", "skala"
_AVERAGES, _OTHER_AVERAGES = ([f"{letter}{number}" for number in range(1, 21)] for letter in "un")
_OF_WAYS = frozenset(
    {
        *(_WAY, _UNITS, _WRITTEN, "unit-isian", _COUNT, "terhitung", "cek-jumlah", _READING, "urutan"),
        *_AVERAGES,
        *_OTHER_AVERAGES,
    }
)
_FORMS = ("aturan-unsur", "aturan-skala", "aturan-anjab")
_SETTINGS = "key IN ('ikm.order', 'kelembagaan.basis', 'anjab.validity') OR key LIKE 'target.%.tw_'"


def _with_answers(name: str) -> sa.TableClause:
    return sa.table(name, sa.column("id"), sa.column("indicator"), sa.column("answers", sa.JSON))


_EVENTS, _DRAFTS = _with_answers("report_events"), _with_answers("drafts")


def upgrade() -> None:
    """Nothing is to be done: what was stored before means what it meant."""


def downgrade() -> None:
    with _changeable("report_events", "UPDATE"):
        for number, indicator, answers in _stored(_EVENTS):
            after = _published(answers) if indicator == "ikm" else _unscored(answers)
            _store(_EVENTS, number, answers, after)
    with _changeable("year_settings", "DELETE"):
        op.execute(f"DELETE FROM year_settings WHERE {_SETTINGS}")  # noqa: S608 - names of ours
    for number, indicator, answers in _stored(_DRAFTS):
        after = _asked_again(answers) if indicator == "ikm" else _unscored(answers)
        _store(_DRAFTS, number, answers, after)
    forms = ", ".join(f"'{form}'" for form in _FORMS)
    op.execute(f"UPDATE drafts SET status = 'cancelled', holder = NULL WHERE form IN ({forms})")  # noqa: S608


def _stored(table: sa.TableClause) -> list[tuple[int, str, dict[str, str]]]:
    """Return the rows whose answers may have to change; one that cannot be read stays as it is."""
    columns = table.c.id, table.c.indicator, table.c.answers
    rows = op.get_bind().execute(sa.select(*columns).where(table.c.indicator.in_(("ikm", "kelembagaan"))))
    found = ((number, indicator, _read(told)) for number, indicator, told in rows.all())
    return [(number, indicator, answers) for number, indicator, answers in found if answers is not None]


def _read(told: Any) -> dict[str, str] | None:  # noqa: ANN401 - whatever is stored
    answers = json.loads(told) if isinstance(told, str) else told
    return answers if isinstance(answers, dict) else None


def _store(table: sa.TableClause, number: int, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    if after != before:
        op.get_bind().execute(sa.update(table).where(table.c.id == number).values(answers=after))


def _unscored(answers: dict[str, str]) -> dict[str, str]:
    return _without(answers, {_SCORE, _RANK, _SCALE}) if _SCALE in answers else answers


def _asked_again(answers: dict[str, str]) -> dict[str, str]:
    """Return the answers of a draft without a way, or a reading, that there is not."""
    if answers.get(_WAY) in (_UNITS, _OTHERS):
        return _without(answers, _OF_WAYS)
    return _without(answers, {_READING}) if answers.get(_READING) == _THOUSANDTHS else answers


def _published(answers: dict[str, str]) -> dict[str, str]:
    """Return the answers of a report as those of its published value; as they are where they make none."""
    try:
        nilai, people = _nilai(answers), _people(answers)
    except (ArithmeticError, LookupError, TypeError, ValueError):
        return answers
    if nilai is None:
        return answers
    hundredths = int(nilai * 100 + Fraction(1, 2))  # HALF_UP
    value = f"{hundredths // 100}.{hundredths % 100:02}"
    rest = _without(answers, {_RESPONDENTS, *_OF_WAYS})
    return {_WAY: _PUBLISHED, _NILAI: value, _RESPONDENTS: people, **rest}


def _nilai(answers: Mapping[str, str]) -> Fraction | None:
    """Return the IKM of a way that the code before has not; None of any other."""
    way = answers.get(_WAY)
    if way == _UNITS:
        return Fraction(answers[_WRITTEN]) if answers.get(_WRITTEN) else _mean(json.loads(answers[_UNITS]))
    if way == _OTHERS:
        count = int(answers[_COUNT])
        return sum((Fraction(answers[key]) for key in _OTHER_AVERAGES[:count]), Fraction()) / count * 25
    if way == _NINE and answers.get(_READING) == _THOUSANDTHS:
        return sum((Fraction(answers[key]) for key in _AVERAGES[:9]), Fraction()) * Fraction("0.111") * 25
    return None


def _mean(units: list[dict[str, Any]]) -> Fraction:
    """Return the mean of the units with a value, weighted where all of them have respondents."""
    known = [unit for unit in units if unit.get("nilai") or unit.get("unsur")]
    weighs = all(unit.get("responden") for unit in known)
    weights = [unit["responden"] if weighs else 1 for unit in known]
    values = [_of_unit(unit) * weight for unit, weight in zip(known, weights, strict=True)]
    return sum(values, Fraction()) / sum(weights)


def _of_unit(unit: Mapping[str, Any]) -> Fraction:
    unsur = [Fraction(average) for average in unit.get("unsur", ())]
    return sum(unsur, Fraction()) / len(unsur) * 25 if unsur else Fraction(unit["nilai"])


def _people(answers: Mapping[str, str]) -> str:
    """Return how many were asked, as a report says it; of units that do not all say so, nothing."""
    if answers.get(_WAY) != _UNITS:
        return answers.get(_RESPONDENTS, "")
    units = [one for one in json.loads(answers[_UNITS]) if one.get("nilai") or one.get("unsur")]
    counted = [unit.get("responden") for unit in units]
    return str(sum(counted)) if all(counted) else ""


def _without(answers: Mapping[str, str], keys: frozenset[str] | set[str]) -> dict[str, str]:
    return {key: value for key, value in answers.items() if key not in keys}


@contextmanager
def _changeable(table: str, change: str) -> Iterator[None]:
    """Let the rows of an append-only table be changed so meanwhile."""
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        op.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        return
    name = f"{table}_no_{change.lower()}"
    found = sa.text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = :name")
    made = bind.execute(found, {"name": name}).scalar_one()
    op.execute(f"DROP TRIGGER {name}")
    yield
    op.execute(made)
