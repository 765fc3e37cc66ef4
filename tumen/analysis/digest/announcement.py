"""What is announced for a day, in a digest and wherever such days are listed."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from tumen.model import Certainty, Frame, Stage

AHEAD: Final = timedelta(days=120)  # beyond, a date of a plan is a year's programme


def is_plan(frame: Frame) -> bool:
    """Whether it is said that somebody will do something; a mere possibility is no plan."""
    return frame.stage is Stage.PLANNED and frame.certainty is not Certainty.MAY and bool(frame.principals)
