"""How far the own evaluations are, and one tap to go on."""

from domain.evaluation.stages import evaluates, is_asked_for
from domain.people.person import Role
from handlers.city.at_home import NOTHING, Part, Rank, Visit, Way
from handlers.city.kept import kept_rules, kept_totals
from handlers.city.working_year import year_at_work
from handlers.evaluation import texts
from handlers.evaluation.buttons import Evaluate


async def at_home(visit: Visit) -> Part:
    """Return how many OPD are evaluated of how many; of a year of which nothing is asked, nothing."""
    if Role.VERIFIKATOR not in visit.roles:
        return NOTHING
    uow, context, lines, ways = visit.uow, visit.context, list[str](), list[Way]()
    rules, now = await kept_rules(uow, await year_at_work(uow, context)), context.now
    for one in evaluates(visit.person):
        if not is_asked_for(rules, one, now):
            continue
        counts = (await kept_totals(uow, rules.year, context.today))[one.key].counts
        left = counts.total - counts.met - counts.unmet
        lines.append(texts.progress_line(one, counts.total, left, rules.deadlines.get(one.key), now))
        if left:
            ways.append(Way(Rank.NEXT, f"Nilai {one.title}", Evaluate(one.key, rules.year)))
    return Part("\n".join(lines), tuple(ways))
