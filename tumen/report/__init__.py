"""The result of a run: as plain values (`rows`) and as lines for the screen (`lines`)."""
