"""`/aturan`: what a year asks for, each rule with its legal basis, and what a change does to the figures."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from telegram import Update

from domain.forms.drafts import Draft
from domain.forms.form import Form, Place
from domain.forms.words import FormWords
from domain.indicators import BY_KEY
from domain.indicators.ketatalaksanaan import ITEMS
from domain.keys import Answers, IndicatorKey
from domain.years.form import BASIS, PICKED, REQUIRED_FORM, SAKIP_RULE_FORM, VALIDITY_FORM, VALUE
from domain.years.rules import BASIS as BASIS_OF
from domain.years.rules import YearRules, setting_key
from handlers.conversation.texts import Sheet
from handlers.telegram.admins import check_admin
from handlers.telegram.context import Context
from handlers.years import effect_texts as effects
from handlers.years import keyboards, texts
from handlers.years import words as said
from handlers.years.buttons import Rules, SetRule
from handlers.years.desk import facts
from handlers.years.effect import both_ways
from handlers.years.setting import Value, YearScreen, begin, setting_flow
from storage.ports import Stale, UnitOfWork


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that a year may set: its conversation, and where that begins."""

    form: Form
    words: FormWords
    begin_at: Callable[[YearRules], Place] = lambda _: Place()


def _items_of(rules: YearRules) -> Place:
    """Ticking begins with what is compulsory now."""
    held = [item.key for item in ITEMS if item.key in rules.ketatalaksanaan_required]
    return Place({PICKED: ",".join(held)})


RULES: Mapping[IndicatorKey, Rule] = {
    IndicatorKey.SAKIP: Rule(SAKIP_RULE_FORM, said.SAKIP_RULE),
    IndicatorKey.KELEMBAGAAN: Rule(VALIDITY_FORM, said.VALIDITY),
    IndicatorKey.KETATALAKSANAAN: Rule(REQUIRED_FORM, said.REQUIRED, _items_of),
}


async def rules_command(update: Update, context: Context) -> None:
    """`/aturan`: the rules of this year."""
    await SCREEN.show(update, context, Rules(context.year))


async def set_rule(update: Update, context: Context, button: SetRule) -> None:
    """Ask for one rule. Raises NotAllowed, as `begin`, Stale for an indicator that has none to set."""
    if button.indicator not in set(RULES):
        raise Stale(f"a button of the rule of {button.indicator}")
    check_admin(context)
    rule = RULES[IndicatorKey(button.indicator)]
    async with context.aside() as uow:
        place = rule.begin_at(await uow.years.rules(button.year))
    await begin(update, context, rule.form, button.year, button.indicator, place)


def _key(draft: Draft) -> IndicatorKey:
    return IndicatorKey(draft.subject)


def _sheet(draft: Draft, rules: YearRules) -> Sheet:
    key = _key(draft)
    return Sheet(title=f"{RULES[key].words.title} {draft.year}", place=f"kini {texts.rule(key, rules)}")


def _values(draft: Draft, answers: Answers) -> Iterable[Value]:
    """The basis of the rule becomes what the indicator's rule rests on in that year."""
    key, basis = _key(draft), answers[BASIS]
    return [(texts.RULE_KEYS[key], answers[VALUE], basis), (setting_key(BASIS_OF, key), basis, "")]


async def _effect(uow: UnitOfWork, draft: Draft, after: YearRules) -> tuple[str, ...]:
    indicator = BY_KEY[_key(draft)]
    then, now = await both_ways(uow, draft.touched_at, after)
    return (effects.of_rule(then.figure(indicator), now.figure(indicator)),)


SCREEN = YearScreen.of(facts, texts.rules_screen, keyboards.rules, "rules", "‹ Aturan")
RULE_FLOWS = tuple(
    setting_flow(rule.form, rule.words, SCREEN, _sheet, _values, _effect) for rule in RULES.values()
)
