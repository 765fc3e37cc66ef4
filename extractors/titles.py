"""A title where there is none: the first line of a text, or its first sentence. Pure."""

from __future__ import annotations

import re

LINE = 120  # characters; a first line this short is a headline, a longer one a paragraph
LONGEST = 300  # characters; the longest first sentence seen in the owner's texts had 236
SENTENCE_END = re.compile(
    r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[A-ZА-ЯЁІЇЄŁŚŻŹĆÄÖÜÀ-Þ0-9\u1100-\uffff])|(?<=[。！？])"
)
ABBREVIATED = re.compile(
    r"(?:^|[\s(\"“])(?:[^\W\d_]|mr|mrs|ms|dr|st|gen|lt|col|maj|capt|sgt|sen|rep|gov|prof|rev|jr|no|vs|u\.s|u\.n|u\.k|e\.u"
    r"|д-р|им|г|ул|тов|проф)\.$",
    re.IGNORECASE,
)


def split_title(text: str) -> tuple[str, str]:
    """Return title and the rest of a text without a title of its own; together they say what the text said.

    A sentence that has to be cut for the title stays whole in the rest.
    """
    first, _, rest = text.strip().partition("\n")
    if len(first) <= LINE:
        return " ".join(first.split()), rest.strip()
    end = _sentence_end(first)
    sentence = " ".join(first[:end].split())
    if len(sentence) > LONGEST:
        return shortened(sentence), text.strip()
    return sentence, f"{first[end:].strip()}\n{rest}".strip()


def shortened(title: str, longest: int = LONGEST) -> str:
    """Return a title of at most so many characters, cut between words."""
    title = " ".join(title.split())
    if len(title) <= longest:
        return title
    head = title[: longest - 1]
    cut = head.rfind(" ")
    return f"{head[: cut if cut > longest // 2 else longest - 1].rstrip(' ,;:–—-')}…"


def _sentence_end(line: str) -> int:
    for match in SENTENCE_END.finditer(line):
        quote = len(match[0]) - len(match[0].lstrip("\"'”’»)]"))
        if not ABBREVIATED.search(line[: match.start()]):
            return match.start() + quote
    return len(line)
