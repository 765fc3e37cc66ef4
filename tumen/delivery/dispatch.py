"""Each digest once to each recipient, or said plainly why not: one run over everything that is due.

The archive is passed in (`DeliveryStore`); this module moves its ledger: recover, ask the mailbox of copies,
expire, then every route at the same time, so that a server that hangs holds up nobody but its own readers.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Event

from tumen.delivery.attempt import RunContext
from tumen.delivery.copies import HandoverRecord, Mailbox, reconcile
from tumen.delivery.protocols import DeliveryStore, Sender
from tumen.delivery.route_queue import RouteQueue
from tumen.errors import DeliveryError
from tumen.model import Delivery, Receipt

log = logging.getLogger(__name__)

# So many deliveries are read into memory at once.
BATCH = 5_000

# Routes that are served at the same time; each keeps one connection and waits most of the time.
ROUTES_AT_ONCE = 8


def deliver(
    store: DeliveryStore,
    channels: Sender,
    now: Callable[[], datetime],
    *,
    limit: int = BATCH,
    stop: Callable[[], bool] = lambda: False,
    pause: Callable[[float], None] = time.sleep,
    mailbox: Mailbox | None = None,
    prepare: Callable[[], Sequence[Receipt]] = tuple,
    addressed: Callable[[Delivery], Delivery] = lambda delivery: delivery,
) -> list[Receipt]:
    """Attempt everything that is due once; give a receipt for each delivery that changed, those found dead included.

    `prepare` fits what waits to today's readers, when all that waits is known and before any of it is tried;
    `addressed` gives a delivery the address of today.

    `stop` is asked between messages. StorageError stops the run: no message is begun that could not be recorded.
    `mailbox` holds a copy of every mail and settles what is unknown.
    """
    started, broken = now(), Event()
    context = RunContext(
        ledger=store.ledger,
        circuits=store.circuits,
        channels=channels,
        now=now,
        stop=lambda: broken.is_set() or stop(),
        pause=pause,
    )
    receipts = _settled_before(store, started, mailbox, prepare)
    seen: set[str] = set()
    try:
        # A delivery that was tried is due again only later than `started`; `seen` is for a clock that is put back.
        while fresh := [addressed(one) for one in store.ledger.due(started, limit) if one.id not in seen]:
            seen |= {delivery.id for delivery in fresh}
            receipts += _batch(context, fresh, broken)
            if context.stop():
                break
    finally:
        channels.close()
    return receipts


def _settled_before(
    store: DeliveryStore, now: datetime, mailbox: Mailbox | None, prepare: Callable[[], Sequence[Receipt]]
) -> list[Receipt]:
    """What is settled without sending: deliveries of processes that died, copies that were found, time that is over."""
    found = {delivery.id: _found(delivery) for delivery in store.ledger.recover(now)}
    if mailbox is not None:
        found |= {receipt.delivery_id: receipt for receipt in _asked(store.handovers, mailbox, now)}
    found |= {receipt.delivery_id: receipt for receipt in prepare()}
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


def _batch(context: RunContext, due: Sequence[Delivery], broken: Event) -> list[Receipt]:
    """Every route at the same time, files before all of them because they take none."""
    lines = _queues(context, due)
    receipts = [receipt for line in lines if line.route == FILES for receipt in line.work()]
    served = [line for line in lines if line.route != FILES]
    if len(served) < 2:
        return receipts + [receipt for line in served for receipt in line.work()]
    with ThreadPoolExecutor(max_workers=min(ROUTES_AT_ONCE, len(served)), thread_name_prefix="deliver") as pool:
        tasks = [pool.submit(_work, line, broken) for line in served]
        try:
            for task in tasks:
                receipts += task.result()
        except BaseException:
            broken.set()
            raise
    return receipts


def _work(line: RouteQueue, broken: Event) -> list[Receipt]:
    try:
        return line.work()
    except BaseException:
        # What one route cannot record, no other can.
        broken.set()
        raise


def _queues(context: RunContext, due: Iterable[Delivery]) -> list[RouteQueue]:
    """The deliveries by route; routes that failed when they were last tried come last."""
    by_route: dict[str, list[Delivery]] = {}
    for delivery in due:
        by_route.setdefault(_route(context, delivery), []).append(delivery)
    circuits = {circuit.route: circuit for circuit in context.circuits.all()}
    lines = [RouteQueue(context, route, waiting, circuits.get(route)) for route, waiting in by_route.items()]
    return sorted(lines, key=lambda line: line.circuit is not None)


FILES = "files"


def _route(context: RunContext, delivery: Delivery) -> str:
    return FILES if delivery.channel.repeatable else context.channels.route(delivery.channel)
