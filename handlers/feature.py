"""What a room gives to the bot, and how the floors below get to know it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from handlers.city.at_home import AT_HOME, AtHome
from handlers.city.changes import FOLLOWERS, Follower
from handlers.conversation.flow import FLOWS, Flow
from handlers.conversation.listening import LISTENERS, Hears
from handlers.delivery.living import LIVING, LivingCard
from handlers.delivery.notices import KINDS, NoticeKind
from handlers.papers.paper import PAPERS, Paper
from handlers.telegram.chores import TICKS, Tick
from handlers.telegram.command import Command, Run
from handlers.telegram.press import PRESSES, Press
from handlers.telegram.replies import REPLIES, Show


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """All that the bot does for one thing that people want: a room's door says it, and nothing else does."""

    commands: tuple[Command, ...] = ()
    """In the order of the menu, unless one says where else it stands."""
    captioned: Mapping[str, Run] = field(default_factory=dict)
    """What is done with a file whose caption begins with that command."""
    presses: tuple[Press, ...] = ()
    flows: tuple[Flow, ...] = ()
    flow_of_each: Callable[[], Iterable[Flow]] | None = None
    """The conversations of which there is one for each indicator that has any."""
    replies: Mapping[str, Show] = field(default_factory=dict)
    """How a stored reply of that name is shown."""
    notices: tuple[NoticeKind, ...] = ()
    ticks: tuple[Tick, ...] = ()
    home: AtHome | None = None
    """What it has to say on somebody's home screen."""
    listens: Mapping[str, Hears] = field(default_factory=dict)
    """What becomes of words that are typed while a card of that kind is the newest on the screen."""
    living: tuple[LivingCard, ...] = ()
    """The cards that change by themselves."""
    papers: tuple[Paper, ...] = ()
    """The documents that it can hand over."""
    after_report: Follower | None = None
    """What else happens, in the same unit of work, when something has happened to a report."""


def make_known(features: Iterable[Feature]) -> None:
    """Let the floors below look up what the rooms have. Raises ValueError for a name given twice."""
    for feature in features:
        PRESSES.learn((press.button.prefix, press) for press in feature.presses)
        FLOWS.learn((flow.form.key, flow) for flow in feature.flows)
        if feature.flow_of_each is not None:
            FLOWS.follow(partial(_by_form, feature.flow_of_each))
        REPLIES.learn(feature.replies.items())
        for flow in feature.flows:
            REPLIES.learn(flow.replies.items())
        KINDS.learn((kind.name, kind) for kind in feature.notices)
        LISTENERS.learn(feature.listens.items())
        LIVING.learn((card.kind, card) for card in feature.living)
        PAPERS.learn((paper.kind.value, paper) for paper in feature.papers)
        TICKS.learn((tick.name, tick) for tick in feature.ticks)
        if feature.home is not None:
            AT_HOME.append(feature.home)
        if feature.after_report is not None:
            FOLLOWERS.append(feature.after_report)


def _by_form(flows: Callable[[], Iterable[Flow]]) -> Mapping[str, Flow]:
    return {flow.form.key: flow for flow in flows()}
