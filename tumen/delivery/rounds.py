"""Each digest once to each recipient, or said plainly why not: one run over everything that is due.

The archive is passed in (`DeliveryStore`); this module moves its ledger: recover, ask the mailbox of copies,
expire, then every way of delivering at the same time, so that a server that hangs holds up nobody but its own readers.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Event

from tumen.delivery.attempt import Means
from tumen.delivery.copies import HandoverRecord, Mailbox, reconcile
from tumen.delivery.ledger import DeliveryStore, Sender
from tumen.delivery.line import Line
from tumen.errors import DeliveryError
from tumen.model import Delivery, Receipt

log = logging.getLogger(__name__)

# So many deliveries are read into memory at once.
ROUND = 5_000

# Ways of delivering that are served at the same time; each keeps one connection and waits most of the time.
LINES = 8


def deliver(
    store: DeliveryStore,
    channels: Sender,
    now: Callable[[], datetime],
    *,
    limit: int = ROUND,
    stop: Callable[[], bool] = lambda: False,
    pause: Callable[[float], None] = time.sleep,
    mailbox: Mailbox | None = None,
) -> list[Receipt]:
    """Attempt everything that is due once; give a receipt for each delivery that changed, those found dead included.

    `stop` is asked between messages. StorageError stops the run: no message is begun that could not be recorded.
    `mailbox` holds a copy of every mail and settles what is unknown.
    """
    started, broken = now(), Event()
    means = Means(
        ledger=store.ledger,
        circuits=store.circuits,
        channels=channels,
        now=now,
        stop=lambda: broken.is_set() or stop(),
        pause=pause,
    )
    receipts = _settled_before(store, started, mailbox)
    seen: set[str] = set()
    try:
        # A delivery that was tried is due again only later than `started`; `seen` is for a clock that is put back.
        while fresh := [delivery for delivery in store.ledger.due(started, limit) if delivery.id not in seen]:
            seen |= {delivery.id for delivery in fresh}
            receipts += _round(means, fresh, broken)
            if means.stop():
                break
    finally:
        channels.hang_up()
    return receipts


def _settled_before(store: DeliveryStore, now: datetime, mailbox: Mailbox | None) -> list[Receipt]:
    """What is settled without sending: deliveries of processes that died, copies that were found, time that is over."""
    found = {delivery.id: _found(delivery) for delivery in store.ledger.recover(now)}
    if mailbox is not None:
        found |= {receipt.delivery_id: receipt for receipt in _asked(store.handovers, mailbox, now)}
    found |= {delivery.id: _found(delivery) for delivery in store.ledger.expire(now)}
    return list(found.values())


def _asked(handovers: HandoverRecord, mailbox: Mailbox, now: datetime) -> list[Receipt]:
    """What the mailbox settles; when it cannot be asked, what is unknown stays so, and mail goes out all the same."""
    try:
        return reconcile(handovers, mailbox, now)
    except DeliveryError as e:
        log.warning("cannot query the mailbox of copies", extra={"reason": str(e)})
        return []


def _found(delivery: Delivery) -> Receipt:
    return Receipt(delivery_id=delivery.id, state=delivery.state, detail=delivery.detail)


def _round(means: Means, due: Sequence[Delivery], broken: Event) -> list[Receipt]:
    """Every way of delivering at the same time, files before all of them because they take none."""
    lines = _lines(means, due)
    receipts = [receipt for line in lines if line.route == FILES for receipt in line.work()]
    served = [line for line in lines if line.route != FILES]
    if len(served) < 2:
        return receipts + [receipt for line in served for receipt in line.work()]
    with ThreadPoolExecutor(max_workers=min(LINES, len(served)), thread_name_prefix="deliver") as pool:
        tasks = [pool.submit(_work, line, broken) for line in served]
        try:
            for task in tasks:
                receipts += task.result()
        except BaseException:
            broken.set()
            raise
    return receipts


def _work(line: Line, broken: Event) -> list[Receipt]:
    try:
        return line.work()
    except BaseException:
        # What one line cannot record, no other can.
        broken.set()
        raise


def _lines(means: Means, due: Iterable[Delivery]) -> list[Line]:
    """The deliveries by way; ways that failed when they were last tried come last."""
    by_route: dict[str, list[Delivery]] = {}
    for delivery in due:
        by_route.setdefault(_route(means, delivery), []).append(delivery)
    circuits = {circuit.route: circuit for circuit in means.circuits.all()}
    lines = [Line(means, route, waiting, circuits.get(route)) for route, waiting in by_route.items()]
    return sorted(lines, key=lambda line: line.circuit is not None)


FILES = "files"


def _route(means: Means, delivery: Delivery) -> str:
    return FILES if delivery.channel.address == "file" else means.channels.route(delivery.channel)
