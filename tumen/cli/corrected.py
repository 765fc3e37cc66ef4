"""What people corrected, for the screen."""

from __future__ import annotations

from collections.abc import Iterable

from tumen.cli import screen
from tumen.model import Correction


def show_corrections(corrections: Iterable[Correction]) -> None:
    """One line for each: when, who, what, why."""
    for one in corrections:
        among = f" ({', '.join(one.developments)})" if one.developments else ""
        screen.say(f"Corrected {screen.minute(one.at)} UTC by {one.who}: {one.kind}{among}: {one.why}")
