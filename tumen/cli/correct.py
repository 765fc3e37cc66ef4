"""Commands by which a person corrects: developments merge and split, documents are about the subject or are not.

The pipeline is imported by the command that needs it: `tumen developments` and `tumen show` do not.
"""

from __future__ import annotations

import getpass
from typing import Annotated

from cyclopts import Parameter

from tumen.cli import screen
from tumen.cli.arguments import Json
from tumen.counts import counted
from tumen.installation import Absent
from tumen.model import Correction
from tumen.wiring import open_runtime

By = Annotated[str, Parameter(name="--by", help="Who corrects, for the record; by default the user of this machine.")]


def merge(into: str, other: str, /, *more: str, why: str, by: By = "", json: Json = False) -> int:
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
        The reason, kept on record.
    """
    from tumen import pipeline

    with open_runtime(absent=Absent.REFUSE) as runtime:
        made = pipeline.merge(runtime.archive, runtime.content, into, [other, *more], why, runtime.now, by=_name(by))
    if json:
        screen.as_json(made)
    else:
        screen.say(f"Merged: {made.id} now has {len(made.documents)} reports. Next: tumen show {made.id}")
    return 0


def split(id: str, document: str, /, *more: str, why: str, by: By = "", json: Json = False) -> int:
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
        The reason, kept on record.
    """
    from tumen import pipeline

    with open_runtime(absent=Absent.REFUSE) as runtime:
        named = [document, *more]
        made = pipeline.split(runtime.archive, runtime.content, id, named, why, runtime.now, by=_name(by))
    if json:
        screen.as_json(made)
    else:
        screen.say(
            f"Split: {made.id} is new, with {counted(len(made.documents), 'report')}. Next: tumen show {made.id}"
        )
    return 0


def not_about(what: str, /, *more: str, why: str, by: By = "", json: Json = False) -> int:
    """Declare that documents are not about the subject: they report nothing from then on, also when they are edited.

    Parameters
    ----------
    what
        Id or address of a document, or the id of a development: all its reports.
    more
        Further ids or addresses.
    why
        The reason, kept on record.
    """
    from tumen import pipeline

    with open_runtime(absent=Absent.REFUSE) as runtime:
        made = pipeline.take_out(runtime.archive, [what, *more], why, runtime.now, by=_name(by))
    return _judged("Not about the subject", made, json=json)


def about(document: str, /, *more: str, why: str, by: By = "", json: Json = False) -> int:
    """Declare that documents are about the subject: they are judged, and told in the next digest like new ones.

    Parameters
    ----------
    document
        Id or address of a document: see tumen search --among documents --everything --ids.
    more
        Further ids or addresses.
    why
        The reason, kept on record.
    """
    from tumen import pipeline

    with open_runtime(absent=Absent.REFUSE) as runtime:
        named = [document, *more]
        made = pipeline.take_in(runtime.archive, runtime.content, named, why, runtime.now, by=_name(by))
    return _judged("About the subject", made, json=json)


def _judged(what: str, made: Correction, *, json: bool) -> int:
    if json:
        screen.as_json(made)
    else:
        screen.say(f"{what}: {counted(len(made.documents), 'document')}. Next: tumen trace {made.documents[0]}")
    return 0


def _name(by: str) -> str:
    if by.strip():
        return by.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "unknown"
