"""`/aturan`: what a year asks for, each rule with its legal basis, and what a change does to the figures."""

from collections.abc import Iterable
from dataclasses import replace

from telegram import Update

from domain.forms.drafts import Draft
from domain.forms.form import Place
from domain.forms.known import EACH_MINIMUM
from domain.indicators import Indicator, Yearly, yearly_rules
from domain.indicators.indicator import BASIS, VALUE
from domain.indicators.sakip import MINIMUM
from domain.keys import Answers
from domain.years.rules import BASIS as BASIS_OF
from domain.years.rules import YearRules, setting_key
from handlers.conversation.flow import Flow
from handlers.conversation.texts import Sheet
from handlers.telegram.admins import check_admin
from handlers.telegram.context import Context
from handlers.years import effect_texts as effects
from handlers.years import keyboards, texts
from handlers.years.buttons import Rules, SetRule
from handlers.years.desk import facts
from handlers.years.effect import both_ways
from handlers.years.setting import Value, YearScreen, begin, setting_flow
from handlers.years.thresholds import each_minimum, thresholds_before
from storage.ports import Stale, UnitOfWork


async def rules_command(update: Update, context: Context) -> None:
    """`/aturan`: the rules of this year."""
    await SCREEN.show(update, context, Rules(context.year))


async def set_rule(update: Update, context: Context, button: SetRule) -> None:
    """Ask for one rule. Raises NotAllowed, as `begin`, Stale for one that no year may set."""
    indicator, yearly = _pressed_rule(button.rule)
    check_admin(context)
    async with context.look() as uow:
        rules = await uow.years.rules(button.year)
    place = Place(yearly.begins(yearly.of(rules.chosen)))
    await begin(update, context, yearly.form, button.year, indicator.key, place)


def _pressed_rule(named: str) -> tuple[Indicator, Yearly]:
    """Return the rule of that key, or the first of the indicator of that key."""
    found = [(one, yearly) for one, yearly in yearly_rules() if named in (yearly.key, one.key)]
    if not found:
        raise Stale(f"a button of the rule {named}")
    return found[0]


def _rule_flow(indicator: Indicator, yearly: Yearly) -> Flow:
    def sheet(draft: Draft, rules: YearRules) -> Sheet:
        present = f"kini {texts.rule(indicator, yearly, rules)}"
        return Sheet(title=f"{yearly.title} {draft.year}", place=present)

    def values(_: Draft, answers: Answers) -> Iterable[Value]:
        """The basis of the rule itself becomes what the indicator rests on in that year."""
        basis = answers[BASIS]
        set_now = [(yearly.key, answers[VALUE], basis)]
        if indicator.rules_by(yearly):
            set_now.append((setting_key(BASIS_OF, indicator.key), basis, ""))
        return set_now

    async def effect(uow: UnitOfWork, draft: Draft, after: YearRules) -> tuple[str, ...]:
        then, now = await both_ways(uow, draft.touched_at, after)
        return (effects.of_rule(then.figure(indicator), now.figure(indicator)),)

    flow = setting_flow(yearly.form, SCREEN, sheet, values, effect)
    return replace(flow, knows=_knows) if yearly is MINIMUM else flow


async def _knows(uow: UnitOfWork, draft: Draft) -> Answers:
    """Return what each threshold would have come to on the year before, for the question to show."""
    return {EACH_MINIMUM: each_minimum(await thresholds_before(uow, draft.touched_at, draft.year))}


def rule_flows() -> tuple[Flow, ...]:
    """Return the conversation of each rule that a year may set."""
    return tuple(_rule_flow(indicator, yearly) for indicator, yearly in yearly_rules())


SCREEN = YearScreen.of(facts, texts.rules_screen, keyboards.rules, "rules", "‹ Aturan")
