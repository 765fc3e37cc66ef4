"""The acts that a headline names: which one is its happening, and whose another one is."""

from __future__ import annotations

import re

from tumen.analysis.digest.lines.reading import Reading
from tumen.model import Mention

_ENDING = re.compile(r"\w*\s")


def act_of_happening(reading: Reading) -> str:
    """The event type of the word of the happening: a warning or thanks, where its kind is only a statement."""
    return next((name for name, start, end in reading.acts_told if (start, end) == reading.kind), "")


def is_of_other_act(reading: Reading, mention: Mention) -> bool:
    """Whether a name, not in its first case, stands right behind another act, whose it is: "визита Путина"."""
    forms = reading.wording.watch.entry(mention.concept).names.get(reading.headline.document.language, ())
    said = reading.text[mention.start : mention.end]
    if len(forms) < 2 or said.split()[-1].lower() == forms[0].split()[-1].lower():
        return False
    behind = (_ENDING.match(reading.text, end) for _, start, end in reading.acts_told if (start, end) != reading.kind)
    return any(rest is not None and rest.end() == mention.start for rest in behind)
