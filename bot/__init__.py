"""The process: settings, intake, schedule and command line. The only package that knows all the others."""

import os

# python-telegram-bot 22 reads this when it is asked for a RetryAfter's wait: 1 means a timedelta, the form
# its next major version keeps. Without it every such error would come with a deprecation warning.
os.environ.setdefault("PTB_TIMEDELTA", "1")

__version__ = "0.2.0"
