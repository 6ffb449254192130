"""python -m simulator: a local Telegram on its own, for any bot that lets its API address be set."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from simulator.own_server import OwnServer
from simulator.server import Simulator


def arguments(given: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m simulator", description=__doc__)
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: this computer only)"
    )
    parser.add_argument("--port", type=int, default=8081, help="port, 0 for any free one (default: 8081)")
    parser.add_argument("--state", type=Path, help="keep everything in this JSON file")
    parser.add_argument("--token", help="the token the bot must use (default: 7000000001:simulator)")
    parser.add_argument(
        "--allow-host", action="append", default=[], metavar="NAME", help="another host name to answer to"
    )
    parser.add_argument(
        "--own-server",
        type=Path,
        metavar="FOLDER",
        help="behave as a Bot API server of one's own that keeps its files there, and serve no /file/",
    )
    parser.add_argument("--local", action="store_true", help="as that server's --local: absolute file paths")
    return parser.parse_args(given)


async def run(chosen: argparse.Namespace) -> None:
    """Run until SIGINT or SIGTERM."""
    simulator = Simulator(
        host=chosen.host,
        port=chosen.port,
        token=chosen.token,
        state=chosen.state,
        allowed_hosts=chosen.allow_host,
        own_server=OwnServer(chosen.own_server, chosen.local) if chosen.own_server else None,
    )
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with simulator:
        sys.stdout.write(
            f"Chat page:    {simulator.url}/\n"
            f"Bot API:      {simulator.bot_api_url}<token>/<method>\n"
            f"Files:        {simulator.file_url}<token>/<path>\n"
        )
        sys.stdout.flush()
        await stopped.wait()


if __name__ == "__main__":
    asyncio.run(run(arguments(sys.argv[1:])))
