"""A title where there is none: the first line of a text, or its first sentence. Pure."""

from __future__ import annotations

import re

LINE = 120  # characters; a first line this short is a headline, a longer one a paragraph
LONGEST = 300  # characters; the longest first sentence seen in the owner's texts had 236
SENTENCE_END = re.compile(
    r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[A-ZА-ЯЁІЇЄŁŚŻŹĆÄÖÜÀ-Þ0-9\u1100-\uffff])|(?<=[。！？])"
)
NO_WORDS = re.compile(r"[#@]\w+|https?://\S+")
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
    return split_sentence(text)


def split_sentence(text: str) -> tuple[str, str]:
    """Return title and rest of a text that is written without a headline: its first sentence, within one line.

    Lines of hashtags, addresses and signs alone that stand before it stay in the rest.
    """
    before, lines = [], text.strip().split("\n")
    while lines and not any(c.isalpha() for c in NO_WORDS.sub("", lines[0])):
        before.append(lines.pop(0))
    if not lines:
        return shortened(text), ""
    end = _sentence_end(lines[0])
    sentence = " ".join(lines[0][:end].split())
    if len(sentence) > LONGEST:
        return shortened(sentence), text.strip()
    rest = "\n".join([*before, lines[0][end:].strip(), *lines[1:]])
    return sentence, rest.strip()


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
