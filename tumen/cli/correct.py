"""Commands by which a person corrects how developments were cut: developments merge, developments split.

The pipeline is imported by the command that needs it: `tumen developments` and `tumen show` do not.
"""

from __future__ import annotations

from tumen.cli import screen
from tumen.cli.arguments import Json
from tumen.wiring import open_runtime


def merge(into: str, other: str, /, *more: str, why: str, json: Json = False) -> int:
    """Make one development of several: INTO gets the reports of the others. Their ids lead to it for ever.

    Parameters
    ----------
    into
        The id of the development that stays.
    other
        The id of one that is the same happening.
    more
        Further ones.
    why
        Why, for those who read the record.
    """
    from tumen import pipeline

    with open_runtime() as runtime:
        made = pipeline.merge(runtime.archive, runtime.content, into, [other, *more], why, runtime.now)
    if json:
        screen.as_json(made)
    else:
        screen.say(f"{made.id} has {len(made.documents)} reports now. Next: tumen show {made.id}")
    return 0


def split(id: str, document: str, /, *more: str, why: str, json: Json = False) -> int:
    """Make a development of its own of some reports of one; the rest stays where it is.

    Parameters
    ----------
    id
        The id of the development.
    document
        A report that is of another happening: its id, or its address.
    more
        Further ones.
    why
        Why, for those who read the record.
    """
    from tumen import pipeline

    with open_runtime() as runtime:
        made = pipeline.split(runtime.archive, runtime.content, id, [document, *more], why, runtime.now)
    if json:
        screen.as_json(made)
    else:
        screen.say(f"{made.id} is its own now, with {len(made.documents)} reports. Next: tumen show {made.id}")
    return 0
