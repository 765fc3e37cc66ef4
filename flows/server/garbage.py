"""The garbage collector while Prefect is imported: half a million objects, none of them garbage.

Looking through them again and again takes a fifth of the imports, and once more at the end of the process.
"""

from __future__ import annotations

import gc


def leave() -> None:
    """Collect no garbage until `look_for_new`."""
    gc.disable()


def look_for_new() -> None:
    """Collect garbage again, but never look for it among what there is by now."""
    gc.freeze()
    gc.enable()
