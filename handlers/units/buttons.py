"""The buttons of `/opd`."""

from handlers.telegram.buttons import Button


class OpdList(Button, prefix="ql"):
    page: int


class ShowOpd(Button, prefix="qo"):
    code: str


class ChangeOpd(Button, prefix="qe"):
    """Begin the conversation of that form; a new OPD and a file are about no code yet."""

    form: str
    code: str


class PickSuccessor(Button, prefix="qm"):
    """The OPD that goes on with the tasks of one that is merged."""

    code: str
    page: int


class MergeOpd(Button, prefix="qt"):
    code: str
    successor: str
