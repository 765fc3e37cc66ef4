"""What waits is sent as today's readers.toml has it: who is gone, what address holds now, whose hours are quiet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from tumen.delivery.plan import delivery_id
from tumen.delivery.protocols import Sender
from tumen.model import Delivery, Reader, Receipt
from tumen.pipeline.due_readers import hold_quiet
from tumen.storage import Archive


class TodaysReaders:
    """Fits what was sealed before to the readers and channels of now; what is sealed stays as it is."""

    def __init__(
        self, archive: Archive, channels: Sender, readers: Sequence[Reader], now: Callable[[], datetime]
    ) -> None:
        self._archive, self._sender, self._readers, self._now = archive, channels, readers, now
        self._channels = {(reader.id, channel.id): channel for reader in readers for channel in reader.channels}

    def prepare(self) -> list[Receipt]:
        """Lead what waits to its channel's recipient of now, and let it wait in quiet hours; receipts of what is lost.

        A person who corrects an address, or puts a successor in a colleague's place, expects what waits to follow.
        """
        gone = self._archive.redirects.redirect(self._channels, delivery_id)
        hold_quiet(self._archive, self._readers, self._now())
        # A way that no channel takes any more is never tried again, so it would be down for ever.
        if down := self._archive.circuits.all():
            taken = {self._sender.route(channel) for channel in self._channels.values()}
            for circuit in down:
                if circuit.route not in taken:
                    self._archive.circuits.close(circuit.route)
        return [Receipt(delivery_id=one.id, state=one.state, detail=one.detail) for one in gone]

    def addressed(self, delivery: Delivery) -> Delivery:
        """The delivery with its channel's address of today; what was rendered for another form keeps its own."""
        today = self._channels.get((delivery.reader_id, delivery.channel.id))
        if today is None or today.form is not delivery.channel.form:
            return delivery
        return replace(delivery, channel=replace(delivery.channel, address=today.address))
