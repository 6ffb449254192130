"""Who is where, and the units that nobody speaks for."""

from dataclasses import replace
from datetime import date

from domain.people.person import Grant, Person, Role
from domain.people.roster import Seat, admins, roster, without_operator
from domain.units.opd import Opd

TODAY = date(2026, 11, 23)
HEALTH = Opd("DINKES", "Dinas Kesehatan", "dinas", date(2024, 1, 1))
AGENCY = Opd("BKD", "Badan Kepegawaian", "badan", date(2024, 1, 1))
GONE = Opd("LAMA", "Dinas Lama", "dinas", date(2024, 1, 1), date(2026, 11, 22))
LAST_DAY = Opd("AKHIR", "Dinas Terakhir", "dinas", date(2024, 1, 1), TODAY)
SITI = Person(1, 1001, "siti", frozenset({Grant(Role.OPERATOR, "DINKES"), Grant(Role.OPERATOR, "LAMA")}))
BUDI = Person(2, 1002, "Budi", frozenset({Grant(Role.OPERATOR, "DINKES"), Grant(Role.VERIFIKATOR, "anjab")}))
BOSS = Person(3, 1003, "Dewi", frozenset({Grant(Role.PIMPINAN), Grant(Role.ADMIN)}))
FORMER = Person(4, 1004, "Wati")


def test_everybody_is_listed_under_each_role_and_unit() -> None:
    found = roster([SITI, BUDI, BOSS, FORMER], [HEALTH, AGENCY, GONE, LAST_DAY], TODAY)
    assert found == [
        Seat(Grant(Role.ADMIN), BOSS),
        Seat(Grant(Role.PIMPINAN), BOSS),
        Seat(Grant(Role.VERIFIKATOR, "kelembagaan"), None),
        Seat(Grant(Role.VERIFIKATOR, "tatalaksana"), None),
        Seat(Grant(Role.VERIFIKATOR, "anjab"), BUDI),
        Seat(Grant(Role.OPERATOR, "AKHIR"), None),
        Seat(Grant(Role.OPERATOR, "BKD"), None),
        Seat(Grant(Role.OPERATOR, "DINKES"), BUDI),
        Seat(Grant(Role.OPERATOR, "DINKES"), SITI),
        Seat(Grant(Role.OPERATOR, "LAMA"), SITI),
        Seat(None, FORMER),
    ]


class Looked(frozenset[Grant]):
    """Grants that count how often somebody looks for one among them."""

    looks = 0

    def __contains__(self, grant: object) -> bool:
        Looked.looks += 1
        return super().__contains__(grant)


def test_not_everybody_is_asked_about_every_unit() -> None:
    """Of 20,000 OPD with an operator each the list held the bot up for minutes."""
    opds = [replace(HEALTH, code=f"OPD-{number}") for number in range(90)]
    people = [
        Person(number, number, "Ani", Looked({Grant(Role.OPERATOR, opd.code)}))
        for number, opd in enumerate(opds, 1)
    ]
    before = Looked.looks
    assert sum(seat.person is not None for seat in roster(people, opds, TODAY)) == len(people)
    assert Looked.looks - before <= 10 * len(people)


def test_the_units_without_operator_are_named_by_what_they_are_called() -> None:
    agency = replace(AGENCY, short="Zona")
    assert without_operator([BOSS, FORMER], [GONE, agency, HEALTH, LAST_DAY], TODAY) == [
        LAST_DAY,
        HEALTH,
        agency,
    ]
    assert without_operator([SITI], [GONE, AGENCY, HEALTH], TODAY) == [AGENCY]


def test_an_ended_unit_without_anybody_is_not_missed() -> None:
    assert Seat(Grant(Role.OPERATOR, "LAMA"), None) not in roster([BUDI], [GONE], TODAY)


def test_admins_are_those_who_run_the_bot() -> None:
    assert admins([SITI, BOSS, FORMER]) == [BOSS]
