"""`python -m bot.watch.probe`: asks `/healthz` at METRICS_LISTEN; exit 0 if all is well. For containers.

It imports nothing of the bot, because it is run every half minute.
"""

import http.client
import os
import sys

from bot.commands.console import tell

_PATIENCE = 5.0


def main() -> int:
    """Print what `/healthz` says; return 0 if the bot is well or nobody can be asked, else 1."""
    host, _, port = os.environ.get("METRICS_LISTEN", "").rpartition(":")
    if not port.isdigit():
        # An empty line of `.env` reaches the container, too: that nobody is asked is no illness.
        tell("METRICS_LISTEN is not set: nobody can be asked.")
        return 0
    connection = http.client.HTTPConnection(host.strip("[]") or "127.0.0.1", int(port), timeout=_PATIENCE)
    try:
        connection.request("GET", "/healthz")
        answer = connection.getresponse()
        tell(answer.read().decode(errors="replace"))
    except (OSError, http.client.HTTPException) as error:
        tell(f"Nobody answers: {error}")
        return 1
    finally:
        connection.close()
    return 0 if answer.status == http.client.OK else 1


if __name__ == "__main__":
    sys.exit(main())
