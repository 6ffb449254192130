"""What a text wishes: a command, a ticket's report, a kind word, one of several – or nothing.

Every word of a text has to be accounted for. One that nobody knows makes a question of what else is plain,
and nothing of what is not. A text that says no, or undoes something, is never a wish.
"""

import re
from collections.abc import Collection

from domain.indicators import INDICATORS, key_of
from domain.keys import IndicatorKey
from domain.language.written import answered, compared
from domain.plain_words.heard import Heard, hear
from domain.plain_words.rules import meant
from domain.plain_words.units import Named, named, names_of
from domain.plain_words.vocabulary import BEGINS, KNOWN, OFFICE, Says
from domain.plain_words.wish import Command, Handed, Near, Polite, Speaker, Ticket, Unsure, Wish

LOOKED_AT = 4096
"""Characters in which a ticket is looked for: a message of Telegram's has no more."""
MOST_CHOICES = 6
MOST_UNKNOWN = 2
"""Words that nobody knows beside what is plain; more of them tell something else."""
_LETTERS = "|".join(one.letters.lower() for one in INDICATORS)
_TICKET = re.compile(rf"(?<![a-z0-9])({_LETTERS}) ?- ?([0-9]{{2}}) ?- ?([0-9]{{4,9}})(?![0-9])")
_POLITE = {
    Says.THANKS: Polite.THANKS,
    Says.PEACE: Polite.PEACE,
    Says.GREETING: Polite.GREETING,
    Says.AGREED: Polite.AGREED,
}
_PAPERS = frozenset(
    {"bukti", "berkas", "dokumen", "file", "foto", "gambar", "lampiran", "scan", "surat", "pdf", "lembar"}
)
"""What people call the file that they send, or want."""
_FORMATS = frozenset({"excel", "xlsx", "word", "docx", "zip", "png"})
_WAYS_OUT = {
    **dict.fromkeys(("batal", "batalkan", "cancel"), "batal"),
    **dict.fromkeys(("menu", "menu utama", "beranda", "home"), "menu"),
    **dict.fromkeys(("bantuan", "help"), "bantuan"),
}
_LONGEST_WAY_OUT = 40
_AROUND = ".,;:!?()"
_WORD = re.compile(r"[^\W_]+")
_SHORT_TALK = 6
"""Words of a greeting that may name somebody we do not know."""


def understand(text: str, speaker: Speaker, near: Near) -> Wish | None:
    """Return what that person wishes by a text, None for what is not understood."""
    plain = compared(text[:LOOKED_AT])
    if tickets := tickets_in(plain):
        return tickets[0] if len(tickets) == 1 else Unsure(tickets[:MOST_CHOICES])
    if " ".join(_WORD.findall(plain)) in OFFICE and "instansi" in speaker.may:
        return Command("instansi")
    names = names_of(speaker.opds)
    heard = hear(_without_region(plain, speaker.region, names), speaker.year, near, names)
    if heard is None or Says.NOT in heard.says:
        return None
    unit = named(heard.names, speaker.opds, near)
    if unit.opds:
        heard.unknown.clear()
    return _polite(heard, unit) or _weighed(heard, unit, meant(heard, unit, speaker), speaker)


def _without_region(plain: str, region: str, names: Collection[str]) -> str:
    """Return a text without the words that everything here is called by, unless an OPD is called by them.

    What is left of nothing else is the text as it is.
    """
    own = set(compared(region).split()) - set(names) - KNOWN
    return " ".join(word for word in plain.split() if word.strip(_AROUND) not in own) or plain


def way_out(text: str) -> Command | None:
    """Return the command that a word alone means, whatever is asked: no question has it as an answer."""
    name = _WAYS_OUT.get(answered(text[:_LONGEST_WAY_OUT]))
    return Command(name) if name is not None and len(text) <= _LONGEST_WAY_OUT else None


def exactly(_: str, __: Collection[str]) -> None:
    """Read over no slip at all: what a word means that is written wrong is nothing."""


def report_named(text: str, near: Near = exactly) -> IndicatorKey | None:
    """Return the report that a short text names, such as the caption of a file: by its very words.

    Only what asks back reads over slips, by `near`.
    """
    heard = hear(compared(text[:LOOKED_AT]), 0, near)
    if heard is None or len(set(heard.indicators)) != 1 or heard.when or set(heard.unknown) - _PAPERS:
        return None
    if not heard.says <= {Says.REPORT, Says.REPORTS, Says.ME, Says.UNIT, *_POLITE}:
        return None
    return key_of(heard.indicators[0])


def tickets_in(plain: str) -> tuple[Ticket, ...]:
    """Return the tickets that a text holds, which is compared already, each once."""
    return tuple(dict.fromkeys(Ticket("-".join(found).upper()) for found in _TICKET.findall(plain)))


def _polite(heard: Heard, unit: Named) -> Polite | None:
    """Return what deserves a kind word alone: thanks for help are no cry for help."""
    said = heard.says & _POLITE.keys()
    rest = heard.says - said - ({Says.HELP} if Says.THANKS in said else set())
    if not said or rest or heard.asks or unit.opds:
        return None
    kind = next(kind for says, kind in _POLITE.items() if says in said)
    names_somebody = kind is not Polite.AGREED and heard.words <= _SHORT_TALK
    return kind if len(heard.unknown) <= (MOST_UNKNOWN if names_somebody else 0) else None


def _weighed(heard: Heard, unit: Named, wish: Wish | None, speaker: Speaker) -> Wish | None:
    """Return the wish, or the question whether it is one, or nothing: it depends on how plain it is."""
    if isinstance(wish, Unsure):
        return _of_theirs(wish, speaker) if not heard.unknown or _is_strong(heard, unit) else None
    if isinstance(wish, Handed):
        plain = not set(heard.unknown) - _PAPERS - _FORMATS and (not heard.near or _is_strong(heard, unit))
        return wish if plain else None
    if not isinstance(wish, Command):
        return wish
    strong = _is_strong(heard, unit)
    if heard.unknown:
        unsure = strong and len(heard.unknown) <= MOST_UNKNOWN
        return _of_theirs(Unsure((wish,)), speaker) if unsure else None
    guessed = heard.near or (bool(unit.opds) and not unit.sure)
    if guessed and (not strong or _begins(wish) or (not unit.sure and bool(unit.opds))):
        return _of_theirs(Unsure((wish,)), speaker)
    return wish


def _is_strong(heard: Heard, unit: Named) -> bool:
    """Return whether two things at least say the same."""
    said = heard.says - _POLITE.keys() - {Says.UNIT}
    return len(said) + len(set(heard.indicators)) + len(heard.when) + bool(unit.opds) + len(heard.numbers) > 1


def _begins(wish: Command) -> bool:
    return wish.name in BEGINS or wish.name == "batal" or (wish.name == "lapor" and bool(wish.args))


def _of_theirs(wish: Unsure, speaker: Speaker) -> Unsure | None:
    """Return the question with what the person may do; None where that is nothing."""
    theirs = tuple(one for one in wish.perhaps if isinstance(one, Ticket) or one.name in speaker.may)
    return Unsure(theirs[:MOST_CHOICES]) if theirs else None
