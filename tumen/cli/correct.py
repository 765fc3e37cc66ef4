"""Commands by which a person corrects how developments were cut: developments merge, developments split.

The pipeline is imported by the command that needs it: `tumen developments` and `tumen show` do not.
"""

from __future__ import annotations

from tumen.cli import screen
from tumen.cli.arguments import Json
from tumen.wiring import open_runtime


def merge(into: str, other: str, /, *more: str, why: str, json: Json = False) -> int:
    """Merge developments: INTO takes over the reports of the others, and their ids lead to it from then on.

    Parameters
    ----------
    into
        Id of the development to keep.
    other
        Id of a development to merge into it.
    more
        Further ids.
    why
        The reason, kept with both developments.
    """
    from tumen import pipeline

    with open_runtime() as runtime:
        made = pipeline.merge(runtime.archive, runtime.content, into, [other, *more], why, runtime.now)
    if json:
        screen.as_json(made)
    else:
        screen.say(f"Merged: {made.id} now has {len(made.documents)} reports. Next: tumen show {made.id}")
    return 0


def split(id: str, document: str, /, *more: str, why: str, json: Json = False) -> int:
    """Split reports off a development into a new one; the other reports stay where they are.

    Parameters
    ----------
    id
        Id of the development.
    document
        Id or address of a report to split off.
    more
        Further ids or addresses.
    why
        The reason, kept with both developments.
    """
    from tumen import pipeline

    with open_runtime() as runtime:
        made = pipeline.split(runtime.archive, runtime.content, id, [document, *more], why, runtime.now)
    if json:
        screen.as_json(made)
    else:
        screen.say(f"Split: {made.id} is new, with {len(made.documents)} reports. Next: tumen show {made.id}")
    return 0
