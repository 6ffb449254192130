"""What the lane gives to the bot: the tick that sends."""

from datetime import timedelta

from handlers.delivery import lane
from handlers.feature import Feature
from handlers.telegram.chores import Tick

FEATURE = Feature(ticks=(Tick(lane.deliver, timedelta(seconds=1)),))
