"""Headlines without what feeds and desks hang on them: outlet names, tags, numbers of the version."""

from __future__ import annotations

import re

from tumen.analysis.text.language import normal, words

# "[속보]", "(LEAD)", "(2nd LD)", "【号外】", "❗️", "UPDATE 1-", "BREAKING:" before a headline; in
# brackets behind it too.
_TAG_BEFORE = re.compile(
    r"^(?:\s*(?:[\[(【<〈][^\])】>〉]{1,14}[\])】>〉]|[^\w\s\"“«'‘„(\[#@$€£¥+-]+|(?:UPDATE|WRAPUP|RPT|CORRECTED|BREAKING|URGENT|"
    r"EXCLUSIVE|FLASH|VIDEO|WATCH|СРОЧНО|МОЛНИЯ|ОБНОВЛЕНО|PILNE|EILMELDUNG)(?:\s\d+)?\s?[-:–—|!.]))+\s*"
)
_TAG_BEHIND = re.compile(r"(?:\s*[\[(【][^\])】]{1,14}[\])】])+\s*$")
# " - Reuters", " | The Guardian", " — РИА Новости, 12.03.2025": at most five words behind the last bar or dash.
_OUTLET = re.compile(r"\s+(?:[-–—|]|::)\s+(?:[^\s\-–—|]+\s?){1,5}$")
_LEAST = 4  # words that must remain; of a headline in Chinese, Japanese or Korean so many runs or twelve characters
_LEAST_CHARACTERS = 12


def bare(title: str) -> str:
    """Return a headline without tags in front and behind and without an outlet's name at its end."""
    found = _TAG_BEFORE.sub("", title)
    for pattern in (_TAG_BEHIND, _OUTLET, _TAG_BEHIND):
        shorter = pattern.sub("", found)
        if _says_enough(shorter):
            found = shorter
    return found.strip() or title


def key(title: str) -> str:
    """Return the headline in the form in which two are the same; empty when it is too short to identify a report."""
    plain = " ".join(words(normal(bare(title))))
    return plain if _says_enough(plain) else ""


def _says_enough(title: str) -> bool:
    return len(words(title)) >= _LEAST and len(title) >= _LEAST_CHARACTERS
