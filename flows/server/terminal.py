"""What the doors say on the screen."""

from __future__ import annotations

import sys


def say(text: str) -> None:
    """Print one line; what is no letter, mark or blank is left out, so that no name or reason moves the cursor."""
    sys.stdout.write("".join(letter for letter in text if letter.isprintable()) + "\n")
    sys.stdout.flush()
