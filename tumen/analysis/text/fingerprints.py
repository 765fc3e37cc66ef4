"""Fingerprints of a text: sampled shingles, so that copies are found without comparing texts.

Shingling after Broder ("On the resemblance and containment of documents", 1997). The sample keeps the hashes divisible
by a power of two, so that any two samples can be compared at the coarser of their levels.
"""

from __future__ import annotations

import hashlib

from tumen.analysis.text.language import normal, words

WORDS_PER_SHINGLE = 5
CHARACTERS_PER_SHINGLE = 9  # 1.00 of the copies found in ko, zh and ja, where five-word shingles lose a third
_BYTES = 8  # of a hash: archives keep them, so it stays
SAMPLE = 128  # hashes kept at most; a feed summary keeps all of its 20 to 100
_SENTENCE = 60  # characters; a shorter text is no sentence of its own
LONGEST = 60_000  # characters looked at: a copy shows itself long before


def _hash(gram: str) -> int:
    # 63 bits, so that every database keeps it as a signed integer.
    return int.from_bytes(hashlib.blake2b(gram.encode(), digest_size=_BYTES).digest(), "big") >> 1


def _grams(text: str, *, spaces: bool) -> list[str]:
    if not spaces:
        run, n = "".join(words(text)), CHARACTERS_PER_SHINGLE
        return [run[i : i + n] for i in range(len(run) - n + 1)] or [run]
    found, n = words(text), WORDS_PER_SHINGLE
    return [" ".join(found[i : i + n]) for i in range(len(found) - n + 1)] or [" ".join(found)]


def shingles(title: str, said: str, *, spaces: bool) -> tuple[tuple[int, ...], int]:
    """Return the sampled shingle hashes of a document, sorted, and the level of the sample (2**level divides each).

    `said`: what the text itself says, without dateline and credits. It speaks for itself; only where it is shorter
    than a sentence the title is taken with it, since the same agency text goes out under many headlines. `spaces`:
    whether its language parts words by them.
    """
    body = normal(said)
    if len(body) < _SENTENCE:
        body = normal(f"{title} {said}")
    hashes = {_hash(gram) for gram in _grams(body, spaces=spaces) if gram}
    level = 0
    while len(hashes) > SAMPLE:
        level += 1
        hashes = {h for h in hashes if h % (1 << level) == 0}
    return tuple(sorted(hashes)), level
