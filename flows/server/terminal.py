"""What the programs of this package print on the terminal."""

from __future__ import annotations

import sys


def say(text: str) -> None:
    """Print one line without control characters, so that no name or reason moves the cursor."""
    sys.stdout.write("".join(letter for letter in text if letter.isprintable()) + "\n")
    sys.stdout.flush()
