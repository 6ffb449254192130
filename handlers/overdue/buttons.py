"""The buttons of `/belum`."""

from handlers.telegram.buttons import Button


class Overdue(Button, prefix="kb"):
    """Who still owes a report of a year that this Sub Bagian verifies; 0: of the year that is asked for."""

    sub_bagian: str
    year: int
    page: int
