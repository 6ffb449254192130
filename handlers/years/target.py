"""`/target`: the percentage that each indicator is to reach in a year."""

from dataclasses import replace
from decimal import Decimal

from telegram import Update

from domain.forms.drafts import Draft
from domain.indicators import BY_KEY, Indicator
from domain.keys import IndicatorKey
from domain.years.form import BASIS, PERCENT, TARGET_FORM
from domain.years.rules import TARGET as TARGETS
from domain.years.rules import YearRules, setting_key
from handlers.city.figures import pressed_indicator
from handlers.city.open_years import lock_open_year
from handlers.conversation.admin import may_fill
from handlers.conversation.flow import Flow
from handlers.conversation.texts import Sheet
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from handlers.years import effect_texts as effects
from handlers.years import keyboards, texts
from handlers.years.buttons import SetTarget, Targets
from handlers.years.desk import begin, facts
from handlers.years.effect import both_ways
from handlers.years.words import TARGET
from storage.ports import UnitOfWork


async def target_command(update: Update, context: Context) -> None:
    """`/target`: the targets of this year."""
    await show_targets(update, context, Targets(context.year))


async def show_targets(update: Update, context: Context, button: Targets) -> None:
    """Show the targets of a year, who set them when. Raises as `years_desk.facts`."""
    await _show(context, update, button.year)


async def _show(context: Context, update: Update, year: int, note: str = "") -> None:
    async with context.aside() as uow:
        known = await facts(uow, context, year)
    await show(context, update, Screen(texts.targets(known, note), keyboards.targets(known)))


async def set_target(update: Update, context: Context, button: SetTarget) -> None:
    """Ask for the target of one indicator. Raises as `years_desk.begin`, Stale for a forged indicator."""
    indicator = pressed_indicator(button.indicator)
    await begin(update, context, TARGET_FORM, button.year, indicator.key)


def _indicator(draft: Draft) -> Indicator:
    return BY_KEY[IndicatorKey(draft.subject)]


async def _sheet(uow: UnitOfWork, draft: Draft) -> Sheet:
    indicator, rules = _indicator(draft), await uow.years.rules(draft.year)
    return Sheet(
        title=f"{TARGET.title} {draft.year}",
        place=f"{indicator.number} · {indicator.short}",
        present=f"kini {texts.target_of(rules, indicator.key)}",
        notes=await _effect(uow, draft, indicator, rules),
    )


async def _effect(uow: UnitOfWork, draft: Draft, indicator: Indicator, rules: YearRules) -> tuple[str, ...]:
    """Return what the typed target does to the capaian, once it is typed."""
    typed = draft.place.answers.get(PERCENT)
    if typed is None:
        return ()
    after = replace(rules, targets={**rules.targets, indicator.key: Decimal(typed)})
    then, now = await both_ways(uow, draft.touched_at, after)
    return (effects.of_target(then.figure(indicator), rules, now.rules),)


async def _store(uow: UnitOfWork, context: Context, draft: Draft) -> str:
    answers = TARGET_FORM.complete(draft.place.answers)
    await lock_open_year(uow, draft.year)
    await uow.years.set(
        draft.year,
        setting_key(TARGETS, _indicator(draft).key),
        answers[PERCENT],
        by=context.person.id,
        at=context.now,
        legal_basis=answers[BASIS],
    )
    return name_of("targets", draft.year)


async def show_stored(context: Context, update: Update, year: int) -> None:
    await _show(context, update, year, texts.SAVED)


async def _leave(update: Update, context: Context, draft: Draft) -> None:
    await _show(context, update, draft.year)


TARGET_FLOW = Flow(
    form=TARGET_FORM,
    words=TARGET,
    may_fill=may_fill,
    sheet=_sheet,
    finish=_store,
    leave=_leave,
    leave_label="‹ Target",
    send_label="Simpan",
)
