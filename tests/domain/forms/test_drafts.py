from datetime import UTC, datetime

import pytest

from domain.forms.drafts import Draft, DraftStatus, Evidence, FileState
from domain.forms.form import Place

NOW = datetime(2026, 11, 23, 2, 15, tzinfo=UTC)


def file(number: int, state: FileState, problem: str = "") -> Evidence:
    return Evidence(
        id=number,
        draft=1,
        opd="DINKES",
        file_id=f"f{number}",
        unique_id=f"u{number}",
        kind="document",
        name="LHE.pdf",
        size=1,
        added_by=1,
        added_at=NOW,
        state=state,
        problem=problem,
    )


@pytest.mark.parametrize(
    ("state", "problem", "is_usable"),
    [
        (FileState.WAITING, "", True),
        (FileState.STORED, "", True),
        (FileState.WAITING, "too_large", False),  # refused before it was downloaded
        (FileState.REFUSED, "not_what_it_says", False),
        (FileState.LOST, "", False),
    ],
)
def test_a_file_proves_something_unless_it_was_refused_or_lost(
    state: FileState, problem: str, is_usable: bool
) -> None:
    one, stored = file(1, state, problem), file(2, FileState.STORED)
    draft = Draft(
        id=1,
        form="sakip",
        indicator=None,
        opd=None,
        year=2026,
        place=Place(),
        version=1,
        status=DraftStatus.OPEN,
        holder=1,
        touched_by=1,
        touched_at=NOW,
        files=(one, stored),
    )
    assert one.is_usable is is_usable
    assert draft.usable_files == ((one, stored) if is_usable else (stored,))
