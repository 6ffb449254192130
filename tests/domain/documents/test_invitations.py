"""The lembar undangan as content: a page for each door, in the order of the names, and nothing kept of it."""

from datetime import timedelta

from domain.documents.invitations import Door, invitations_of, said_by
from domain.office.letterhead import letterhead_of
from domain.office.office import Office
from tests.domain.reminders.city import at, opd

NOW = at(6, 10, "09:15")


def test_a_page_for_each_by_name_with_its_link_and_how_to_come_in() -> None:
    doors = [
        Door(opd=opd(code), link=f"https://t.me/iku_bot?start={code}", token_hash=f"hash {code}")
        for code in ("B", "A")
    ]
    office = Office(unit="Bagian X")
    content = invitations_of(
        doors, office, letterhead_of(office), replaced=[7], by=3, at=NOW, expires_at=NOW + timedelta(days=7)
    )
    assert [sheet.to for sheet in content.sheets] == ["Dinas A", "Dinas B"]
    first = content.sheets[0]
    assert (first.link, first.typed) == ("https://t.me/iku_bot?start=A", "t.me/iku_bot?start=A")
    assert first.until == "Berlaku sampai 17 Juni 2026 pukul 09.15 WIB, untuk satu orang."
    assert len(first.how) == 3
    assert "Bagian X" in first.how[2]
    assert (content.replaced, content.by) == ((7,), 3)
    assert (content.stamp.code, content.stamp.link) == ("", "")
    (said,) = said_by(content)
    assert said.words == "Lembar undangan untuk 2 Perangkat Daerah"
    assert "start" not in repr(said)
