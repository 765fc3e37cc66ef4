"""Whose database this is: begun anew, adopted by an installation, and what a copy may not send."""

from __future__ import annotations

from typing import Final

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from tumen.model import DeliveryState
from tumen.storage.columns import CHANNEL, clean
from tumen.storage.database import Database, batches
from tumen.storage.schema import INSTANCE, SEALED_BEFORE, deliveries, digests, state

BEGUN: Final = "begun"

A_COPY_OF: Final = "a copy of "  # how the owner of a database begins that `archive copy` wrote


class Adoption:
    """The installation that a database belongs to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def is_new(self) -> bool:
        """Whether no digest was ever sealed here, and nobody said that this is as it should be (`begin`)."""
        sealed = select(digests.c.number).limit(1)
        begun = select(state.c.name).where(state.c.name == BEGUN)
        with self._database.reading() as connection:
            return connection.scalar(sealed) is None and connection.scalar(begun) is None

    def begin(self) -> None:
        """Let an archive without digests begin anew beside digests that another one sealed."""
        with self._database.writing("begin") as connection:
            self._database.keep(connection, state, [{"name": BEGUN}])

    def instance(self) -> str | None:
        """The installation that this database belongs to; None before one adopted it."""
        with self._database.reading() as connection:
            return connection.scalar(select(state.c.value).where(state.c.name == INSTANCE))

    def notice_copy(self, instance_id: str) -> None:
        """Note, once, what a database of another installation brought along; what is sealed from now on is ours."""
        if self.instance() in {None, instance_id}:
            return
        with self._database.writing("notice_copy") as connection:
            last = connection.scalar(select(func.max(deliveries.c.number))) or 0
            self._database.keep(connection, state, [{"name": SEALED_BEFORE, "number": last}])

    def adopt(self, instance_id: str, *, moved: bool = False) -> int:
        """Make this database belong to that installation. Deliveries of a restored or cloned one are held until then.

        What waits in a copy may have been sent from the original meanwhile: it becomes unknown; how many. Not when
        the database itself was `moved`, not what was sealed since the copy was noticed, and no file.
        """
        row = self._database.insert(state).values(name=INSTANCE, value=instance_id)
        with self._database.writing("adopt") as connection:
            owner = connection.scalar(select(state.c.value).where(state.c.name == INSTANCE))
            last = connection.scalar(select(state.c.number).where(state.c.name == SEALED_BEFORE))
            connection.execute(row.on_conflict_do_update(index_elements=["name"], set_={"value": instance_id}))
            connection.execute(delete(state).where(state.c.name == SEALED_BEFORE))
            if moved or owner in {None, instance_id}:
                return 0
            brought = deliveries.c.state.in_((DeliveryState.PENDING, DeliveryState.RESEND_APPROVED))
            if last is not None:
                brought &= deliveries.c.number <= last
            return _hold(connection, brought, f"waiting in a copy of the database of {owner}")


def _hold(connection: Connection, brought: ColumnElement[bool], why: str) -> int:
    """Make deliveries unknown, except files; how many."""
    rows = connection.execute(select(deliveries.c.number, deliveries.c.channel).where(brought).with_for_update()).all()
    numbers = [row.number for row in rows if not CHANNEL.read(row.channel).repeatable]
    for some in batches(numbers):
        values = {"state": DeliveryState.UNKNOWN, "detail": clean(why)}
        connection.execute(update(deliveries).where(deliveries.c.number.in_(some)).values(values))
    return len(numbers)
