"""Headlines without what feeds and desks hang on them: outlet names, tags, numbers of the version."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tumen.analysis.text.language import normal, words
from tumen.analysis.text.vocabulary import Vocabulary

# What the table `headlines` may hold: words in the names of newspapers, agencies and programmes.
HEADLINES = ("outlet",)

# "[속보]", "(LEAD)", "(2nd LD)", "【号外】", "❗️", "UPDATE 1-", "BREAKING:" before a headline; in
# brackets behind it too.
_TAG_BEFORE = re.compile(
    r"^(?:\s*(?:[\[(【<〈][^\])】>〉]{1,14}[\])】>〉]|[^\w\s\"“«'‘„(\[#@$€£¥+-]+|(?:UPDATE|WRAPUP|RPT|CORRECTED|BREAKING|URGENT|"
    r"EXCLUSIVE|FLASH|VIDEO|WATCH|СРОЧНО|МОЛНИЯ|ОБНОВЛЕНО|PILNE|EILMELDUNG)(?:\s\d+)?\s?[-:–—|!.]))+\s*"
)
_TAG_BEHIND = re.compile(r"(?:\s*[\[(【][^\])】]{1,14}[\])】])+\s*$")
# " - Reuters", " | The Guardian", " — РИА Новости, 12.03.2025": at most five words behind the last bar or dash.
_OUTLET = re.compile(r"\s+(?:[-–—|]|::)\s+(?:[^\s\-–—|]+\s?){1,5}$")
# The same without judging whose name it is; between the marks stands no other mark.
_SUFFIX = re.compile(r"\s+(?:[-–—|]|::)\s+((?:[^\s–—|]+\s?){1,6})$")
_SITE = r"^[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|kr|ru|cn|jp|ua|pl|uk|eu|de|fr)$"
_QUOTED_NAME = re.compile(r"[«„“\"]([^«»„“”\"]{3,})[»“”\"]")  # the outlet's own name: Агентство «…»
_ROUNDS = 3  # a tag behind the outlet behind the programme
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


def headline(title: str, vocabulary: Vocabulary, outlets: Iterable[str] = ()) -> tuple[int, int]:
    """Return the span of a headline without tags in front and behind and without the name of its outlet.

    Only a name of `outlets`, one with a word for outlets (table `headlines`) or a site is taken for one: what else
    stands behind a dash may be the news.
    """
    opening = _TAG_BEFORE.match(title)
    start, end = opening.end() if opening else 0, len(title)
    named = vocabulary.once("outlets", lambda: re.compile(_named(vocabulary), re.IGNORECASE))
    names = [name for outlet in outlets for name in (outlet, *_QUOTED_NAME.findall(outlet))]
    own = {" ".join(words(normal(name))) for name in names} - {""}
    for _ in range(_ROUNDS):
        tag, suffix = _TAG_BEHIND.search(title, start, end), _SUFFIX.search(title, start, end)
        if tag is not None:
            cut = tag.start()
        elif suffix is not None and (named.search(suffix[1]) or " ".join(words(normal(suffix[1]))) in own):
            cut = suffix.start()
        else:
            break
        if not title[start:cut].strip():
            break
        end = cut
    return (start, end) if title[start:end].strip() else (0, len(title))


def _named(vocabulary: Vocabulary) -> str:
    return rf"{vocabulary.alternatives('headlines', 'outlet')}|{_SITE}"


def _says_enough(title: str) -> bool:
    return len(words(title)) >= _LEAST and len(title) >= _LEAST_CHARACTERS
