"""How fast one digest reaches many recipients: `python -m benchmarks.delivery [--recipients N] [--profile]`.

The same local server (aiosmtpd, a process of its own) takes the same bytes twice in one run: from a bare loop of
smtplib over one connection, which remembers nothing, and from the real delivery with its ledger on disk. The ratio is
what it costs that nothing is doubled and nothing is lost: two commits that reach the disk for each message, so the
speed is that of the disk. The processor time beside it does not depend on what else the machine does. Ends with exit
code 1 when a message is missing or came twice.
"""

from __future__ import annotations

import argparse
import cProfile
import multiprocessing
import pstats
import resource
import smtplib
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from tests.support.digests import DESK, FULL, NOON, channel
from tumen.delivery import Channels, Letterhead, deliver, plan
from tumen.delivery.mail import compose
from tumen.delivery.render import Rendering
from tumen.model import Delivery, DeliveryState
from tumen.storage import Archive

# Seconds by the wall, and of the processor.
Took = tuple[float, float]

SENDER = "tumen@example.org"


class Counting:
    """A mail server's memory: how often each Message-ID was accepted."""

    def __init__(self) -> None:
        self.accepted: Counter[bytes] = Counter()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: ARG002, N802
        head = envelope.original_content.split(b"\r\n\r\n", 1)[0]
        name = next(line for line in head.split(b"\r\n") if line.startswith(b"Message-ID:"))
        self.accepted[name] += 1
        return "250 2.0.0 Ok: queued"


def serve(pipe: Connection) -> None:
    """Run the server until the pipe says stop; tell the port first, and what was accepted whenever asked."""
    from aiosmtpd.controller import Controller

    from tests.support.smtp import free_port

    memory = Counting()
    controller = Controller(memory, hostname="127.0.0.1", port=free_port(), ready_timeout=10)
    controller.start()
    pipe.send(controller.port)
    while pipe.recv() == "count":
        pipe.send(dict(memory.accepted))
        memory.accepted.clear()
    controller.stop()


def sealed(archive: Archive, recipients: int) -> list[Delivery]:
    """One digest sealed for so many recipients."""
    names = [f"reader{number}@example.org" for number in range(recipients)]
    channels = tuple(replace(channel("email", "env:MAIL", name), id=name) for name in names)
    deliveries = plan(FULL, replace(DESK, channels=channels), Rendering)
    archive.digests.seal(FULL, deliveries)
    return deliveries


def bare(port: int, messages: list[tuple[str, bytes]]) -> Took:
    """Hand the messages over in a plain loop."""
    started = perf_counter(), process_time()
    with smtplib.SMTP("127.0.0.1", port, local_hostname="[127.0.0.1]") as smtp:
        for recipient, message in messages:
            smtp.sendmail(SENDER, [recipient], message)
    return _since(started)


def _since(started: Took) -> Took:
    return perf_counter() - started[0], process_time() - started[1]


def delivered(archive: Archive, port: int, folder: Path) -> Took:
    """Hand the same over with the ledger; SystemExit when not everything was sent."""
    url = f"tumenmail://127.0.0.1:{port}/?from={SENDER}&name=Tumen&mode=insecure"
    channels = Channels(environ={"MAIL": url}, folder=folder)
    started = perf_counter(), process_time()
    receipts = deliver(archive, channels, lambda: NOON + timedelta(seconds=perf_counter() - started[0]))
    took = _since(started)
    states = Counter(receipt.state for receipt in receipts)
    if set(states) != {DeliveryState.SENT}:
        raise SystemExit(f"not everything was sent: {dict(states)}")
    return took


def profiled(work: Callable[[], Took]) -> Took:
    """Do the work and print where the time went."""
    profile = cProfile.Profile()
    took = profile.runcall(work)
    pstats.Stats(profile).sort_stats("cumulative").print_stats(35)
    return took


def main() -> int:
    """Measure, print, compare with what the server counted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recipients", type=int, default=1000, metavar="N", help="how many recipients (1000)")
    parser.add_argument("--profile", action="store_true", help="also print where the time of the delivery went")
    asked = parser.parse_args()
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,))
    server.start()
    port = ours.recv()
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder, Archive.open(f"sqlite:///{folder}/tumen.db") as archive:
        deliveries = sealed(archive, asked.recipients)
        head = Letterhead(sender=SENDER)
        messages = [(d.channel.recipient, compose(d, d.channel.recipient, head)) for d in deliveries]
        plain = bare(port, messages)
        ours.send("count")
        ours.recv()
        full = (profiled if asked.profile else lambda work: work())(lambda: delivered(archive, port, Path(folder)))
    ours.send("count")
    accepted = ours.recv()
    ours.send("stop")
    server.join()
    size = sum(len(message) for _, message in messages) // len(messages)
    print(f"{len(messages)} recipients of one digest, {size:,} bytes each, {len(accepted)} accepted")
    for name, (seconds, processor) in (("bare smtplib loop", plain), ("with the ledger", full)):
        speed, cost = len(messages) / seconds, processor / len(messages) * 1000
        print(f"{name:20}{speed:7.1f} messages/s  {cost:6.2f} ms of processor time each")
    print(f"ratio               {plain[0] / full[0]:7.2f}")
    print(f"peak memory         {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:7.1f} MiB")
    once = len(accepted) == len(messages) and set(accepted.values()) == {1}
    print("each came exactly once" if once else "NOT each came exactly once")
    return 0 if once else 1


if __name__ == "__main__":
    sys.exit(main())
