"""Roles and what follows from them."""

from domain.people.person import Grant, Person, Role, SubBagian, operators_of

SITI = Person(1, 1001, "Siti", frozenset({Grant(Role.OPERATOR, "DLH"), Grant(Role.OPERATOR, "DINKES")}))
DEWI = Person(
    2, 2001, "Dewi", frozenset({Grant(Role.VERIFIKATOR, "kelembagaan"), Grant(Role.OPERATOR, "SETDA")})
)
BOSS = Person(3, 3001, "Kepala Bagian", frozenset({Grant(Role.PIMPINAN)}))


def test_an_operator_reports_for_and_sees_the_own_opd_only() -> None:
    assert SITI.opds == ("DINKES", "DLH")
    assert SITI.may_report_for("DLH")
    assert not SITI.may_report_for("SETDA")
    assert SITI.may_see("DLH")
    assert not SITI.may_see("SETDA")
    assert not SITI.sees_everything


def test_a_verifikator_sees_everything_and_reports_only_where_operator_too() -> None:
    assert DEWI.sees_everything
    assert DEWI.may_see("DLH")
    assert DEWI.sub_bagian == (SubBagian.KELEMBAGAAN,)
    assert DEWI.may_report_for("SETDA")
    assert not DEWI.may_report_for("DLH")


def test_the_operators_of_an_opd_are_no_others_who_may_see_it() -> None:
    assert operators_of([BOSS, DEWI, SITI], "SETDA") == (DEWI,)
    assert operators_of([BOSS, DEWI, SITI], "DLH") == (SITI,)


def test_a_pimpinan_sees_everything_and_reports_nothing() -> None:
    assert BOSS.sees_everything
    assert BOSS.opds == ()
    assert BOSS.sub_bagian == ()
    assert BOSS.roles == {Role.PIMPINAN}
