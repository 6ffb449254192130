"""A city of the size that Kota Probolinggo has, with the deadlines of one year."""

from domain.keys import IndicatorKey
from tests.domain.reminders.city import SimulatedCity, at, opd, operator

CODES = [f"OPD{number:02}" for number in range(28)]
DEADLINES = {
    IndicatorKey.SAKIP: at(3, 31, "16:00"),
    IndicatorKey.KELEMBAGAAN: at(6, 30, "16:00"),  # the Sub Bagian's own: nobody is reminded
    IndicatorKey.IKM: at(7, 31, "16:00"),
    IndicatorKey.KETATALAKSANAAN: at(9, 30, "16:00"),
    IndicatorKey.ANJAB: at(10, 31, "12:00"),  # a Saturday
}
HOLIDAYS = {
    at(*day).date(): "Libur"
    for day in [(1, 1), (3, 18), (3, 19), (3, 20), (3, 23), (3, 24), (5, 1), (8, 17), (12, 24), (12, 25)]
}


def real_city() -> SimulatedCity:
    """Return 28 OPD and 31 operators: four OPD have two, and one operator has two OPD."""
    people = [operator(number, code) for number, code in enumerate(CODES, start=1)]
    people += [operator(29, CODES[0]), operator(30, CODES[1]), operator(31, CODES[2], CODES[3])]
    city = SimulatedCity([opd(code) for code in CODES], people, HOLIDAYS)
    for indicator, due in DEADLINES.items():
        city.set(at(1, 2), f"deadline.{indicator}", due.isoformat())
    return city
