"""`/aturan`: what a year asks for, each rule with its legal basis, and what a change does to the figures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from telegram import Update

from domain.forms.drafts import Draft
from domain.forms.form import Form, Place
from domain.forms.words import FormWords
from domain.indicators import BY_KEY
from domain.indicators.ketatalaksanaan import ITEMS
from domain.indicators.sakip import Predikat
from domain.keys import IndicatorKey
from domain.years.form import BASIS, PICKED, REQUIRED_FORM, SAKIP_RULE_FORM, VALIDITY_FORM, VALUE
from domain.years.rules import BASIS as BASIS_OF
from domain.years.rules import YearRules, setting_key
from handlers.city.open_years import lock_open_year
from handlers.conversation.admin import may_fill
from handlers.conversation.flow import Flow
from handlers.conversation.texts import Sheet
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from handlers.years import effect_texts as effects
from handlers.years import keyboards, texts
from handlers.years.buttons import Rules, SetRule
from handlers.years.desk import begin, facts
from handlers.years.effect import both_ways
from handlers.years.words import REQUIRED, SAKIP_RULE, VALIDITY
from storage.ports import Stale, UnitOfWork


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that a year may set: its conversation, and the year's rules with an answer put in."""

    form: Form
    words: FormWords
    put_in: Callable[[YearRules, str], YearRules]
    begin_at: Callable[[YearRules], Place] = lambda _: Place()


def _items_of(rules: YearRules) -> Place:
    """Ticking begins with what is compulsory now."""
    held = [item.key for item in ITEMS if item.key in rules.ketatalaksanaan_required]
    return Place({PICKED: ",".join(held)})


RULES: Mapping[IndicatorKey, Rule] = {
    IndicatorKey.SAKIP: Rule(
        SAKIP_RULE_FORM, SAKIP_RULE, lambda rules, value: replace(rules, sakip_minimum=Predikat(value))
    ),
    IndicatorKey.KELEMBAGAAN: Rule(
        VALIDITY_FORM, VALIDITY, lambda rules, value: replace(rules, kelembagaan_validity=int(value))
    ),
    IndicatorKey.KETATALAKSANAAN: Rule(
        REQUIRED_FORM,
        REQUIRED,
        lambda rules, value: replace(rules, ketatalaksanaan_required=frozenset(value.split(","))),
        _items_of,
    ),
}


async def rules_command(update: Update, context: Context) -> None:
    """`/aturan`: the rules of this year."""
    await show_rules(update, context, Rules(context.year))


async def show_rules(update: Update, context: Context, button: Rules) -> None:
    """Show the rules of a year and what they rest on. Raises as `years_desk.facts`."""
    await _show(context, update, button.year)


async def _show(context: Context, update: Update, year: int, note: str = "") -> None:
    async with context.aside() as uow:
        known = await facts(uow, context, year)
    await show(context, update, Screen(texts.rules_screen(known, note), keyboards.rules(known)))


async def set_rule(update: Update, context: Context, button: SetRule) -> None:
    """Ask for one rule. Raises as `years_desk.begin`, Stale for an indicator that has none to set."""
    if button.indicator not in set(RULES):
        raise Stale(f"a button of the rule of {button.indicator}")
    rule = RULES[IndicatorKey(button.indicator)]
    async with context.aside() as uow:
        place = rule.begin_at(await uow.years.rules(button.year))
    await begin(update, context, rule.form, button.year, button.indicator, place)


def _key(draft: Draft) -> IndicatorKey:
    return IndicatorKey(draft.subject)


async def _sheet(uow: UnitOfWork, draft: Draft) -> Sheet:
    rules, key = await uow.years.rules(draft.year), _key(draft)
    return Sheet(
        title=f"{RULES[key].words.title} {draft.year}",
        place=f"kini {texts.rule(key, rules)}",
        notes=await _effect(uow, draft, rules),
    )


async def _effect(uow: UnitOfWork, draft: Draft, rules: YearRules) -> tuple[str, ...]:
    key = _key(draft)
    value = draft.place.answers.get(VALUE)
    if value is None:
        return ()
    then, now = await both_ways(uow, draft.touched_at, RULES[key].put_in(rules, value))
    return (effects.of_rule(then.figure(BY_KEY[key]), now.figure(BY_KEY[key])),)


async def _store(uow: UnitOfWork, context: Context, draft: Draft) -> str:
    """Store the rule on its basis, which becomes what the indicator's rule rests on in that year."""
    key, year = _key(draft), draft.year
    answers = RULES[key].form.complete(draft.place.answers)
    await lock_open_year(uow, year)
    by, at, basis = context.person.id, context.now, answers[BASIS]
    await uow.years.set(year, texts.RULE_KEYS[key], answers[VALUE], by=by, at=at, legal_basis=basis)
    await uow.years.set(year, setting_key(BASIS_OF, key), basis, by=by, at=at)
    return name_of("rules", year)


async def show_stored(context: Context, update: Update, year: int) -> None:
    await _show(context, update, year, texts.SAVED)


async def _leave(update: Update, context: Context, draft: Draft) -> None:
    await _show(context, update, draft.year)


RULE_FLOWS = tuple(
    Flow(
        form=rule.form,
        words=rule.words,
        may_fill=may_fill,
        sheet=_sheet,
        finish=_store,
        leave=_leave,
        leave_label="‹ Aturan",
        send_label="Simpan",
    )
    for rule in RULES.values()
)
