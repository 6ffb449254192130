"""What the words of a text come to, together: the rules, from the narrow to the wide.

A rule names the words that may stand in a text of its kind. A text with any other falls through, and what
falls through all of them is not understood.
"""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from domain.documents.wanted import DocumentKind
from domain.indicators import INDICATORS, Indicator, by_key
from domain.plain_words.heard import Heard
from domain.plain_words.units import Named
from domain.plain_words.vocabulary import Says
from domain.plain_words.wish import Command, Handed, Speaker, Unsure

Meant: TypeAlias = Command | Handed | Unsure | None
Rule: TypeAlias = Callable[["_Said"], Meant]

_POLITE = {Says.THANKS, Says.PEACE, Says.GREETING, Says.AGREED}
_LAPOR = {Says.REPORT, Says.REPORTS}
_HANDED_OVER = {
    Says.CHART: DocumentKind.CHART,
    Says.FORM: DocumentKind.FORM,
    Says.MEASUREMENT: DocumentKind.MEASUREMENT,
    Says.MEASUREMENT_PDF: DocumentKind.MEASUREMENT_PDF,
    Says.ACTION_PLAN: DocumentKind.ACTION_PLAN,
    Says.EVIDENCE: DocumentKind.EVIDENCE,
    Says.MEMO: DocumentKind.MEMO,
}
_OF_A_YEAR = frozenset({"mutu"})
"""Commands of few that take the year that was named."""


class _Said:
    """What a rule looks at."""

    def __init__(self, heard: Heard, unit: Named, speaker: Speaker) -> None:
        says = heard.says - _POLITE - {Says.UNIT}
        # "Survei belum ada" says more of a report than "siapa yang belum ada laporan" of those who owe one.
        self.not_out = Says.NOT_OUT in says
        self.says = says - {Says.NOT_OUT} | {Says.MISSING} if self.not_out else says
        self.indicators = tuple(dict.fromkeys(heard.indicators))
        self.numbers = tuple(dict.fromkeys(heard.numbers))
        self.named = (*self.indicators, *self.numbers)
        self.when, self.admin, self.unit, self.speaker = heard.when, heard.admin, unit, speaker
        self.names = tuple(heard.names)
        self.only_year = heard.digits_alone

    @property
    def reports(self) -> bool:
        """Whether it is somebody who reports."""
        return "lapor" in self.speaker.may

    @property
    def is_of_a_year(self) -> bool:
        """Whether it is about one year as a whole of which reports are still taken: this one, or the last."""
        return self.when in ((str(self.speaker.year),), (str(self.speaker.year - 1),))

    def only(self, *says: Says | AbstractSet[Says]) -> bool:
        """Return whether nothing else is said than this, whatever may be left out of it."""
        allowed = {one for some in says for one in ({some} if isinstance(some, Says) else some)}
        return self.says <= allowed

    def any(self, *says: Says) -> bool:
        return not self.says.isdisjoint(says)

    def first(self, *names: str) -> Command:
        return Command(self.speaker.first(*names))

    def figure(self, *unit: str) -> Meant:
        """Return `/iku` with all that was named; each indicator of several is a choice."""
        wishes = tuple(Command("iku", (one, *self.when, *unit)) for one in self.named)
        return one_of(wishes or (Command("iku", (*self.when, *unit)),))

    def about(self, name: str) -> Meant:
        """Return that command with the indicator that was named."""
        return one_of(tuple(Command(name, (one,)) for one in self.named) or (Command(name),))


NOTHING = Unsure(())
"""What ends the search for a rule: the text is about something that is never done by plain words."""


def one_of(wishes: tuple[Command, ...]) -> Meant:
    return wishes[0] if len(wishes) == 1 else Unsure(wishes)


def meant(heard: Heard, unit: Named, speaker: Speaker) -> Meant:
    """Return what a text comes to, None for nothing."""
    said = _Said(heard, unit, speaker)
    if not said.says and not said.when and not (said.named or said.admin or unit.opds):
        return None
    return next((wish for wish in (rule(said) for rule in _RULES) if wish is not None), None)


def _cancel(said: _Said) -> Meant:
    """Cancelling is meant by that word alone."""
    if Says.CANCEL not in said.says:
        return None
    alone = said.only(Says.CANCEL) and not (said.indicators or said.when or said.unit.opds or said.admin)
    return Command("batal") if alone else NOTHING


def _admin(said: _Said) -> Meant:
    if not said.admin:
        return None
    others = said.indicators or said.unit.opds or len(set(said.admin)) > 1
    alone = said.only(Says.ME, Says.DOWNLOAD) and not others
    if not alone or said.admin[0] not in said.speaker.may:
        return NOTHING
    return Command(said.admin[0], said.when if said.admin[0] in _OF_A_YEAR and said.is_of_a_year else ())


def _home_or_help(said: _Said) -> Meant:
    """Say how it is done, or show everything that can be."""
    ways = {*_LAPOR, Says.VERIFY, Says.EVALUATE, Says.ME, Says.STATUS, Says.HISTORY, Says.FIGURE, Says.MENU}
    ways |= {Says.DOWNLOAD, *_HANDED_OVER}
    if Says.HELP in said.says and said.only(Says.HELP, Says.HOW, ways):
        return Command("bantuan")
    asks_how = Says.HOW in said.says and said.any(Says.REPORT, Says.VERIFY, Says.EVALUATE)
    if asks_how and said.only(Says.HOW, Says.REPORT, Says.VERIFY, Says.EVALUATE, Says.ME):
        return Command("bantuan")
    alone = said.only(Says.MENU) and Says.MENU in said.says and not (said.indicators or said.when)
    return Command("menu") if alone and not said.unit.opds else None


def _unit(said: _Said) -> Meant:
    """Open an OPD's card, or look for it where one verifies and evaluates."""
    opds = said.unit.opds
    if not opds:
        return None
    if said.any(Says.VERIFY) and said.only(Says.VERIFY, _LAPOR, Says.ME, Says.WAITING):
        return Command(said.speaker.first("verifikasi"), said.names)
    if said.any(Says.EVALUATE) and said.only(Says.EVALUATE, Says.ME):
        return Command(said.speaker.first("evaluasi"), (*said.indicators, *said.names))
    about = {Says.HOWMUCH, Says.HOW, Says.FIGURE, Says.TARGET, Says.DONE, Says.MISSING, Says.LATE, Says.MENU}
    about |= {
        Says.CHART,
        Says.STATUS,
        Says.HISTORY,
        Says.DEADLINE,
        Says.WHEN,
        Says.WHO,
        Says.WAITING,
        *_LAPOR,
    }
    if not said.only(about):
        return NOTHING
    cards = tuple(Command("iku", (*said.indicators, *said.numbers, *said.when, opd.code)) for opd in opds)
    if said.reports and said.any(*_LAPOR) and not said.any(Says.DONE, Says.MISSING, Says.LATE, Says.WHO):
        return Unsure((*_to_report(said), *cards))
    return one_of(cards)


def _to_report(said: _Said) -> tuple[Command, ...]:
    """Return the reports that were named, as they are begun; the list where that is none of an operator's."""
    own = [one.key for named in said.named for one in _called(named) if one.reported_by_operator]
    return tuple(Command("lapor", (str(one),)) for one in dict.fromkeys(own)) or (Command("lapor"),)


def _called(named: str) -> list[Indicator]:
    """Return the indicators of a key, a number, or the number of a goal with several: "3"."""
    exact = [one for one in INDICATORS if named in (one.key, one.number)]
    return exact or [one for one in INDICATORS if one.number[:-1] == named]


def _handed(said: _Said) -> Meant:
    """A document, or what can be had; what is owed is handed over where it is listed."""
    kinds = [kind for says, kind in _HANDED_OVER.items() if says in said.says]
    if len(kinds) > 1 or not (kinds or Says.DOWNLOAD in said.says):
        return NOTHING if kinds else None
    kind = kinds[0] if kinds else None
    if kind is DocumentKind.MEMO or said.any(Says.MISSING, Says.LATE):
        return _owed_on_paper(said, kind)
    sent = {Says.REPORT} if kind is DocumentKind.CHART else set[Says]()
    if not said.only(_HANDED_OVER.keys(), sent, Says.DOWNLOAD, Says.FIGURE, Says.ME):
        return NOTHING
    return said.figure() if len(said.named) > 1 else Handed(kind, (*said.named, *said.when))


def _owed_on_paper(said: _Said, kind: DocumentKind | None) -> Meant:
    """Its list has the keys for it; who has no list of their own gets the paper, if they may have it."""
    if not said.only(Says.MEMO, Says.DOWNLOAD, Says.MISSING, Says.LATE, Says.WHO, _LAPOR):
        return NOTHING
    if "belum" in said.speaker.may:
        return one_of(_each(said, "belum", *said.when))
    return NOTHING if kind is None or len(said.named) > 1 else Handed(kind, (*said.named, *said.when))


def _not_out(said: _Said) -> Meant:
    """A report that is not out yet: its operator says so there, whoever verifies it sees who has."""
    named = [by_key(one) for one in said.indicators]
    if not said.not_out or not named or not said.only(Says.MISSING, Says.ME):
        return None
    if any(one.not_out is None for one in named) or (said.when and not said.is_of_a_year):
        return None
    return (
        one_of(_each(said, "lapor", *said.when))
        if said.reports
        else said.about(said.speaker.first("belum", "iku"))
    )


def _missing(said: _Said) -> Meant:
    """Who has not reported: what oneself owes, or the list of all."""
    if not said.any(Says.MISSING, Says.LATE):
        return None
    rest = {Says.MISSING, Says.LATE, Says.WHO, Says.HOWMUCH, Says.ME, Says.DONE, Says.WAITING, *_LAPOR}
    nothing_told = said.only(Says.MISSING, Says.DONE, Says.ME) and not said.indicators
    if nothing_told or not said.only(rest, Says.VERIFY, Says.EVALUATE, Says.DEADLINE):
        return NOTHING
    if said.any(Says.VERIFY, Says.WAITING):
        return said.first("verifikasi", "status", "belum")
    if said.any(Says.EVALUATE):
        return said.about(said.speaker.first("evaluasi", "belum"))
    return _who_owes(said)


def _who_owes(said: _Said) -> Meant:
    sees_all = "belum" in said.speaker.may
    if said.reports and (said.any(Says.ME) or not sees_all):
        return Command("status")
    if said.when:
        return Unsure((*_each(said, "belum"), *_each(said, "iku", *said.when)))
    return said.about("belum")


def _each(said: _Said, name: str, *behind: str) -> tuple[Command, ...]:
    return tuple(Command(name, (one, *behind)) for one in said.named) or (Command(name, behind),)


def _waiting(said: _Said) -> Meant:
    """What waits: for a reviewer's verdict, or for an operator to do."""
    if not said.any(Says.WAITING) or not said.only(
        Says.WAITING, Says.ME, Says.WHO, Says.HOWMUCH, Says.DONE, Says.VERIFY, Says.STATUS, _LAPOR
    ):
        return None
    if "verifikasi" in said.speaker.may:
        return said.about("verifikasi")
    return said.first("status", "menu")


def _verify(said: _Said) -> Meant:
    if not said.any(Says.VERIFY) or not said.only(
        Says.VERIFY, Says.ME, Says.DONE, Says.STATUS, Says.WHEN, Says.HOWMUCH, Says.WHO, _LAPOR
    ):
        return None
    if said.any(Says.DONE, Says.STATUS, Says.WHEN, Says.HOWMUCH, Says.WHO):
        return Command("status") if said.reports else said.figure()
    return said.about("verifikasi")


def _evaluate(said: _Said) -> Meant:
    if not said.any(Says.EVALUATE) or not said.only(
        Says.EVALUATE, Says.FIGURE, Says.HOWMUCH, Says.ME, Says.DONE, Says.WHO, Says.REPORTS
    ):
        return None
    if said.any(Says.FIGURE, Says.HOWMUCH, Says.DONE, Says.WHO):
        return said.figure()
    return one_of(_each(said, "evaluasi", *said.when))


def _deadline(said: _Said) -> Meant:
    """Until when: one's own reports say it, and whoever sets deadlines sees them all."""
    if not said.any(Says.DEADLINE, Says.WHEN) or not said.only(
        Says.DEADLINE, Says.WHEN, Says.ME, Says.HOWMUCH, Says.HOW, _LAPOR
    ):
        return None
    if said.only(Says.WHEN, Says.ME) and not said.indicators:
        return NOTHING
    return said.first("tenggat", "status", "belum", "menu")


def _history(said: _Said) -> Meant:
    return Command("riwayat") if said.any(Says.HISTORY) and said.only(Says.HISTORY, Says.ME, _LAPOR) else None


def _status(said: _Said) -> Meant:
    """How far one's own reports are; of a figure, what it is."""
    if not said.any(Says.STATUS, Says.DONE) or not said.only(
        Says.STATUS, Says.DONE, Says.ME, Says.HOW, Says.HOWMUCH, Says.FIGURE, Says.WHO, _LAPOR
    ):
        return None
    if said.only(Says.DONE, Says.ME) and not said.indicators:
        return NOTHING
    if said.any(Says.FIGURE, Says.HOWMUCH, Says.WHO) or (not said.reports and said.indicators):
        return said.figure()
    return said.first("status", "menu")


def _target(said: _Said) -> Meant:
    if Says.TARGET not in said.says or not said.only(Says.TARGET, Says.HOWMUCH, Says.FIGURE):
        return None
    sets = "target" in said.speaker.may and said.only(Says.TARGET)
    return Command("target") if sets else said.figure()


def _report(said: _Said) -> Meant:
    """Begin the report that was named, where it is plain which one of which year."""
    if not said.any(*_LAPOR) or not said.only(_LAPOR, Says.ME, Says.WHO, Says.HOWMUCH, Says.MENU):
        return None
    if said.any(Says.WHO, Says.HOWMUCH):
        return said.figure()
    if said.reports or Says.REPORT in said.says:
        begun = _to_report(said)
        plain = len(begun) == 1 and not said.when and (bool(begun[0].args) == bool(said.named))
        if len(begun) == 1 and said.named and said.is_of_a_year:
            return Command("lapor", (*begun[0].args, *said.when))
        return begun[0] if plain else Unsure((*begun, *_each(said, "iku", *said.when)))
    if said.indicators:
        return said.figure()
    return Unsure((Command("verifikasi"), Command("belum"), Command("iku", said.when)))


def _figures(said: _Said) -> Meant:
    """The numbers, as they are now or were; an indicator alone may mean the report, too."""
    if not said.only(Says.FIGURE, Says.HOWMUCH, Says.HOW, Says.ME, Says.MENU):
        return None
    if Says.FIGURE in said.says or said.numbers or (said.when and said.indicators):
        return said.figure()
    if said.any(Says.HOWMUCH, Says.HOW) and (said.indicators or said.when):
        return said.figure()
    if said.indicators:
        return _indicator_alone(said)
    asks = said.when and not said.says and not said.only_year
    return Unsure((Command("iku", said.when),)) if asks else None


def _indicator_alone(said: _Said) -> Meant:
    if Says.ME in said.says:
        return Command("status") if said.reports else said.figure()
    if said.reports:
        return Unsure((*(one for one in _to_report(said) if one.args), *_each(said, "iku")))
    return said.figure()


_RULES: tuple[Rule, ...] = (
    _cancel, _admin, _home_or_help, _unit, _handed, _not_out, _missing, _waiting, _verify, _evaluate,
    _deadline, _history, _status, _target, _report, _figures,
)  # fmt: skip
