"""Addresses that are plain are found out without being read closely, and left as a close reading leaves them."""

from __future__ import annotations

import random
import re

import pytest

from tumen.delivery import safe_links
from tumen.delivery.safe_links import safe_url

SIGNS = "abcXYZ019-._~:/?#[]@!$&'()*+,;=%\\ éя"


def addresses(seed: int, number: int) -> list[str]:
    chance = random.Random(seed)

    def some(signs: str, most: int) -> str:
        return "".join(chance.choice(signs) for _ in range(chance.randint(0, most)))

    return [
        chance.choice(["http://", "https://", "HTTPS://", "ftp://", "https://www."])
        + some("abz09-.", 12)
        + chance.choice(["", ".com", ".co.uk", ".example:443", ".example:"])
        + chance.choice(["", "/", "//", "?", "#", "/x", "/x?", "/a?b#"])
        + some(SIGNS, 8)
        for _ in range(number)
    ]


LONG = [f"https://{'a' * n}.com/" for n in (63, 64)] + [f"https://{'.'.join(['a' * 49] * n)}/x" for n in (5, 6)]


@pytest.mark.parametrize("given", [addresses(1, 20_000), LONG], ids=["any", "long"])
def test_a_plain_address_is_what_a_close_reading_makes_of_it(given, monkeypatch):
    shown = [safe_url.__wrapped__(one) for one in given]
    plain = [one for one in given if safe_links._PLAIN.fullmatch(one)]
    monkeypatch.setattr(safe_links, "_PLAIN", re.compile("(?!)"))

    assert [safe_url.__wrapped__(one) for one in given] == shown
    assert len(plain) >= min(len(given) // 100, 1)
