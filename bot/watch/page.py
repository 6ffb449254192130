"""`/metrics`: what was counted, as Prometheus reads it; it is made when it is asked for."""

from collections.abc import Iterable, Iterator, Mapping

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from bot.watch.health import Health, Watched
from domain.times import Times
from storage.ports import NoticeState, StorageError


async def page_of(watched: Watched, statements: Mapping[str, Times], errors: Mapping[str, int]) -> bytes:
    """Return the whole page; of a database that is away only that it is.

    `statements` are the times of the database, `errors` how often each kind of error was logged.
    """
    health = await watched.health()
    try:
        async with watched.app.bot_data.storage.look() as uow:
            ledger = await uow.notices.by_state()
    except StorageError:
        ledger = {}
    registry = CollectorRegistry()
    registry.register(_Given([*_counted(watched), *_now(health), _ledger(ledger)]))
    registry.register(_Given([_errors(errors), _histogram(*_STATEMENTS, statements, "kind")]))
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    return generate_latest(registry)


_STATEMENTS = "iku_database_seconds", "Statements and commits, their waits included."


def _counted(watched: Watched) -> Iterator[Metric]:
    traffic, outage = watched.traffic, watched.outage
    for name, what, count in (
        ("iku_updates_received", "Updates taken from Telegram.", traffic.received),
        ("iku_updates_set_aside", "Updates that nobody could answer.", traffic.set_aside),
        ("iku_telegram_failed_calls", "Calls that Telegram did not answer.", outage.failed_calls),
    ):
        yield CounterMetricFamily(name, what, count)
    answers = {"": traffic.answers}
    yield _histogram("iku_answer_seconds", "From receiving an update to having answered it.", answers)
    yield _histogram("iku_tick_seconds", "Turns of the ticks.", watched.wheel.durations, "tick")


def _errors(errors: Mapping[str, int]) -> Metric:
    family = CounterMetricFamily("iku_errors", "Unexpected errors by kind.", labels=["kind"])
    for kind, count in sorted(errors.items()):
        family.add_metric([kind], count)
    return family


class _Given(Collector):
    def __init__(self, metrics: Iterable[Metric]) -> None:
        self._metrics = tuple(metrics)

    def collect(self) -> Iterable[Metric]:
        return self._metrics


def _histogram(name: str, what: str, times: Mapping[str, Times], label: str = "") -> Metric:
    family = HistogramMetricFamily(name, what, labels=[label] if label else None)
    for key, each in sorted(times.items()):
        bounds = [*(str(float(bound)) for bound in each.bounds), "+Inf"]
        buckets = list(zip(bounds, map(float, each.within()), strict=True))
        family.add_metric([key] if label else [], buckets, each.seconds)
    return family


def _ledger(states: Mapping[NoticeState, int]) -> Metric:
    family = GaugeMetricFamily("iku_ledger_messages", "Lines of the delivery ledger.", labels=["state"])
    for state in NoticeState:
        if states:
            family.add_metric([state.value], states.get(state, 0))
    return family


def _now(health: Health) -> Iterator[Metric]:
    """Yield what `/healthz` says, as numbers."""
    yield GaugeMetricFamily("iku_up_seconds", "Since the start.", health.says["up_seconds"])
    troubles = GaugeMetricFamily("iku_trouble", "1 for what is not as it should be.", labels=["what"])
    for name in (name for name, said in health.says.items() if isinstance(said, dict)):
        troubles.add_metric([name], name in health.troubles)
    yield troubles
    for name, what, said, field in _GAUGES:
        value = health.says.get(said, {}).get(field)
        if value is not None:
            yield GaugeMetricFamily(name, what, value)


_GAUGES = (
    ("iku_telegram_seen_seconds", "Since Telegram last answered.", "telegram", "seen_seconds_ago"),
    ("iku_updates_unanswered", "Updates that wait for their answer.", "unanswered", "count"),
    ("iku_updates_oldest_seconds", "How long the oldest of them waits.", "unanswered", "oldest_seconds"),
    ("iku_deliveries_due", "Messages that could go out now.", "deliveries", "count"),
    ("iku_deliveries_oldest_seconds", "How long the oldest of them could.", "deliveries", "oldest_seconds"),
    ("iku_disk_free_bytes", "On the disk of DATA_DIR.", "disk", "free_bytes"),
    ("iku_backup_age_seconds", "Since the last backup that was proved.", "backup", "age_seconds"),
)
