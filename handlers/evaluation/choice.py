"""Which evaluations somebody may mean: this year's, and last year's while they are unfinished."""

from collections.abc import Sequence

from domain.evaluation.stages import Stage, counts, evaluates, is_asked_for, matching
from domain.figures.asking import Asked, NotUnderstood, parse
from domain.indicators import Indicator
from domain.units.opd import Opd
from handlers.city.evaluations import desk_of, evaluable_years
from handlers.city.open_years import closed
from handlers.evaluation import keyboards, texts
from handlers.evaluation.texts import ToEvaluate
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen, ending
from storage.ports import UnitOfWork


async def chosen(uow: UnitOfWork, context: Context) -> tuple[ToEvaluate | Screen, str]:
    """Return the evaluation that is meant by what was typed behind `/evaluasi`, or what is to be shown.

    Where nothing was typed and more than one may be meant, the person chooses. Beside it stand the words that
    an OPD of it is to be looked for by, if there were any.
    """
    mine = evaluates(context.person)
    if not mine:
        return ending(texts.NONE_OF_YOURS), ""
    asked, sought = _parted(context.args or [], context.year, await uow.opds.all())
    if asked is None or asked.quarter:
        return ending(texts.NOT_UNDERSTOOD), ""
    return await _meant(uow, context, asked, mine), sought


def _parted(said: Sequence[str], year: int, opds: Sequence[Opd]) -> tuple[Asked | None, str]:
    """Return what of these words is asked for, and the rest, which is of the name of an OPD."""
    for end in range(len(said), -1, -1):
        sought = " ".join(said[end:])
        if sought and not matching(opds, sought):
            continue
        try:
            return parse(" ".join(said[:end]), year), sought
        except NotUnderstood:
            continue
    return None, ""


async def _meant(
    uow: UnitOfWork, context: Context, asked: Asked, mine: tuple[Indicator, ...]
) -> ToEvaluate | Screen:
    wanted = asked.goal or ((asked.indicator,) if asked.indicator is not None else ())
    named = tuple(one for one in mine if not wanted or one.key in wanted)
    refused = await _refusal(uow, context, asked) if named else texts.NOT_OF_YOURS
    if refused:
        return ending(refused)
    if asked.says_year:
        offered = [await to_evaluate(uow, context, one, asked.year) for one in named]
    else:
        offered = await _offered(uow, context, named)
    return offered[0] if len(offered) == 1 else _choice(context, offered)


async def choice(uow: UnitOfWork, context: Context) -> Screen:
    """Return all that the person may go to; since the button was shown that may have become nothing."""
    mine = evaluates(context.person)
    return _choice(context, await _offered(uow, context, mine)) if mine else ending(texts.NONE_OF_YOURS)


def _choice(context: Context, offered: list[ToEvaluate]) -> Screen:
    return Screen(texts.choose(offered, context.now), keyboards.choice(offered))


async def _refusal(uow: UnitOfWork, context: Context, asked: Asked) -> str:
    """Return why nothing of that year can be evaluated, "" where it can."""
    if asked.year not in evaluable_years(context):
        return texts.other_time(asked.year, context.year)
    return texts.closed_year(asked.year) if await closed(uow, asked.year) else ""


async def _offered(uow: UnitOfWork, context: Context, indicators: tuple[Indicator, ...]) -> list[ToEvaluate]:
    """Return what is to be evaluated: last year's first, where it lacks results that are still asked for."""
    rules = await uow.years.rules(context.year - 1)
    asked = [one for one in indicators if is_asked_for(rules, one, context.now)]
    late = [await to_evaluate(uow, context, one, rules.year) for one in asked]
    return [one for one in late if one.left] + [
        await to_evaluate(uow, context, one, context.year) for one in indicators
    ]


async def to_evaluate(uow: UnitOfWork, context: Context, indicator: Indicator, year: int) -> ToEvaluate:
    """Return how much is left of an evaluation, and until when it is to be done."""
    desk = await desk_of(uow, indicator, year)
    return ToEvaluate(
        indicator=indicator,
        year=year,
        due=desk.rules.deadlines.get(indicator.key),
        left=counts(desk.entries(context.now))[Stage.DUE],
    )
