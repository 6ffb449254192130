"""How far the own evaluations are, and one tap to go on."""

from domain.evaluation.stages import Stage, evaluates, is_asked_for, stage_of
from domain.people.person import Role
from handlers.city.at_home import NOTHING, Part, Rank, Visit, Way
from handlers.evaluation import texts
from handlers.evaluation.buttons import Evaluate


async def at_home(visit: Visit) -> Part:
    """Return how many OPD are evaluated of how many; of a year of which nothing is asked, nothing."""
    if Role.VERIFIKATOR not in visit.roles:
        return NOTHING
    then, now, lines, ways = await visit.on(), visit.context.now, list[str](), list[Way]()
    for one in evaluates(visit.person):
        if not is_asked_for(then.rules, one, now):
            continue
        entries = then.figure(one).entries
        left = sum(stage_of(entry) is Stage.DUE for entry in entries)
        lines.append(texts.progress_line(one, len(entries), left, then.rules.deadlines.get(one.key), now))
        if left:
            ways.append(Way(Rank.NEXT, f"Nilai {one.title}", Evaluate(one.key, then.period.year)))
    return Part("\n".join(lines), tuple(ways))
