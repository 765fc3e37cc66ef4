"""Judge a recorded stream with a frozen clock: see `replay`."""

from tumen.replay.plan import Plan, Tally
from tumen.replay.run import replay

__all__ = ["Plan", "Tally", "replay"]
