"""`/target`: the percentage that each indicator is to reach in a year."""

from collections.abc import Iterable

from telegram import Update

from domain.forms.drafts import Draft
from domain.indicators import Indicator, by_key
from domain.indicators.indicator import BASIS
from domain.keys import Answers
from domain.years.form import PERCENT, TARGET_FORM
from domain.years.rules import TARGET as TARGETS_OF
from domain.years.rules import YearRules, setting_key
from handlers.city.figures import pressed_indicator
from handlers.conversation.texts import Sheet
from handlers.telegram.admins import check_admin
from handlers.telegram.context import Context
from handlers.years import effect_texts as effects
from handlers.years import keyboards, texts
from handlers.years.buttons import SetTarget, Targets
from handlers.years.desk import facts
from handlers.years.effect import both_ways
from handlers.years.setting import Value, YearScreen, begin, setting_flow
from storage.ports import UnitOfWork


async def target_command(update: Update, context: Context) -> None:
    """`/target`: the targets of this year."""
    await TARGETS.show(update, context, Targets(context.year))


async def set_target(update: Update, context: Context, button: SetTarget) -> None:
    """Ask for the target of one indicator. Raises NotAllowed, as `begin`, Stale for a forged indicator."""
    indicator = pressed_indicator(button.indicator)
    check_admin(context)
    await begin(update, context, TARGET_FORM, button.year, indicator.key)


def _indicator(draft: Draft) -> Indicator:
    return by_key(draft.subject)


def _sheet(draft: Draft, rules: YearRules) -> Sheet:
    indicator = _indicator(draft)
    return Sheet(
        title=f"Target {draft.year}",
        place=f"{indicator.number} · {indicator.short}",
        present=f"kini {texts.target_of(rules, indicator.key)}",
    )


def _values(draft: Draft, answers: Answers) -> Iterable[Value]:
    return [(setting_key(TARGETS_OF, _indicator(draft).key), answers[PERCENT], answers[BASIS])]


async def _effect(uow: UnitOfWork, draft: Draft, after: YearRules) -> tuple[str, ...]:
    """Return what the typed target does to the capaian."""
    then, now = await both_ways(uow, draft.touched_at, after)
    return (effects.of_target(then.figure(_indicator(draft)), then.rules, now.rules),)


TARGETS = YearScreen.of(facts, texts.targets, keyboards.targets, "targets", "‹ Target")
TARGET_FLOW = setting_flow(TARGET_FORM, TARGETS, _sheet, _values, _effect)
