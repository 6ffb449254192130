"""`/target`: the percentage that each indicator is to reach in a year, and in a quarter of it."""

from collections.abc import Iterable

from telegram import Update

from domain.figures.asking import ended_quarters
from domain.forms.drafts import Draft
from domain.forms.form import Place
from domain.indicators import Indicator, by_key
from domain.indicators.indicator import BASIS
from domain.keys import Answers
from domain.language.dates import year_of
from domain.years.rules import YearRules, target_key
from domain.years.target_form import PERCENT, REMOVED, TARGET_FORM, had, present, typed_quarters
from handlers.city.figures import pressed_indicator
from handlers.conversation.texts import Sheet
from handlers.telegram.admins import check_admin
from handlers.telegram.context import Context
from handlers.telegram.screen import show
from handlers.years import effect_texts as effects
from handlers.years import keyboards, texts
from handlers.years.asked import behind
from handlers.years.buttons import SetTarget
from handlers.years.desk import facts
from handlers.years.effect import both_ways
from handlers.years.setting import Value, YearScreen, begin, setting_flow
from storage.ports import UnitOfWork


async def target_command(update: Update, context: Context) -> None:
    """`/target`: the targets of this year; `/target 3b` asks for that of one indicator at once."""
    asked = await behind(context)
    if asked.indicator is None:
        await show(context, update, await TARGETS.screen(context, asked.year, asked.note))
    else:
        await set_target(update, context, SetTarget(asked.year, asked.indicator.key))


async def set_target(update: Update, context: Context, button: SetTarget) -> None:
    """Ask for the targets of one indicator. Raises NotAllowed, as `begin`, Stale for a forged indicator."""
    indicator = pressed_indicator(button.indicator)
    check_admin(context)
    async with context.look() as uow:
        rules = await uow.years.rules(button.year)
    known = present(rules.target(indicator.key)[0], rules.targets_of_quarters(indicator.key))
    await begin(update, context, TARGET_FORM, button.year, indicator.key, Place(known))


def _indicator(draft: Draft) -> Indicator:
    return by_key(draft.subject)


def _sheet(draft: Draft, rules: YearRules) -> Sheet:
    indicator = _indicator(draft)
    return Sheet(
        title=f"Target {draft.year}",
        place=f"{indicator.number} · {indicator.short}",
        present=f"kini {texts.targets_of(rules, indicator.key)}",
    )


def _values(draft: Draft, answers: Answers) -> Iterable[Value]:
    """A quarter whose target is taken away has none before it counts; what never was there is not taken."""
    key, known = _indicator(draft).key, draft.place.answers
    of_year = [(target_key(key), answers[PERCENT], answers[BASIS])] if PERCENT in answers else []
    own = [
        (target_key(key, quarter), "" if value == REMOVED else value, answers[BASIS])
        for quarter, value in typed_quarters(answers).items()
        if value != REMOVED or had(known, quarter)
    ]
    return [*of_year, *own]


async def _effect(uow: UnitOfWork, draft: Draft, after: YearRules) -> tuple[str, ...]:
    """Return what the typed targets do to the capaian of the year, and of the quarter that runs."""
    then, now = await both_ways(uow, draft.touched_at, after)
    figure, answers = then.figure(_indicator(draft)), draft.place.answers
    typed = tuple(typed_quarters(answers))
    over = ended_quarters(draft.year, draft.touched_at)
    runs = len(over) + 1 if year_of(draft.touched_at) == draft.year else 0
    return (
        effects.of_target(figure, then.rules, now.rules) if PERCENT in answers else "",
        effects.of_quarter(figure, then.rules, now.rules, runs) if runs in typed else "",
        effects.of_ended(tuple(one for one in typed if one in over)),
    )


TARGETS = YearScreen.of(facts, texts.targets, keyboards.targets, "targets", "‹ Target")
TARGET_FLOW = setting_flow(TARGET_FORM, TARGETS, _sheet, _values, _effect)
