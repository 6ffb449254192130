"""Files that people send: noted at once, fetched by a tick, looked at, and told about."""

from datetime import timedelta

from handlers.evidence import collect
from handlers.feature import Feature
from handlers.telegram.chores import Tick

FEATURE = Feature(ticks=(Tick(collect.collect, timedelta(seconds=2)),))
