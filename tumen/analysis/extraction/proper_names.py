"""Names in a text when no watch says what to look for: capitalised words, alike in Latin and Cyrillic letters.

What a watch gives in any language this gives where languages write names alike: "Путина", "Putinem", "Putin" are one.
Scripts without capitals (Korean, Chinese, Japanese) have none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from tumen.analysis.text.shapes import right_before

STEM = 5  # letters kept: endings of cases begin later in most names
_SHORTEST = 4  # letters; shorter ones are initials and abbreviations
IN_TITLE, IN_LEAD = 1.0, 0.6  # how much a name says about what the happening is, by where it stands
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_BEGINS = re.compile(r"(?:^|[.!?:;…\n]|[\"“”„«»'‘(\[–—|-])\s*$")
_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e", "ж": "zh", "з": "z", "и": "i",
        "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
        "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y",
        "ь": "", "э": "e", "ю": "yu", "я": "ya",
    }
)  # fmt: skip


def names(title: str, lead: str) -> dict[str, float]:
    """Return the stems of the names in headline (1.0) and lead (0.6); a headline in capitals throughout gives none."""
    found = dict.fromkeys(_stems(lead), IN_LEAD)
    words = _WORD.findall(title)
    if sum(word[0].isupper() for word in words) * 2 <= len(words):
        found |= dict.fromkeys(_stems(title), IN_TITLE)
    else:
        # "Fitch Downgrades US Credit Rating": which of them are names, only the text can say.
        plain = {_stem(word) for word in words}
        found = {stem: IN_TITLE if stem in plain else weight for stem, weight in found.items()}
    return found


def _stems(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        word = match[0]
        if word[0].isupper() and len(word) >= _SHORTEST and not right_before(_BEGINS, text, match.start()):
            yield _stem(word)


def _stem(word: str) -> str:
    lowered = unicodedata.normalize("NFKD", word.lower()).translate(_CYRILLIC)
    return "".join(letter for letter in lowered if letter.isalpha())[:STEM]
