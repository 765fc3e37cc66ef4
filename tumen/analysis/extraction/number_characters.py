"""The figures of East Asia: characters that stand for digits and for multipliers, as 0 to 9 do elsewhere."""

from __future__ import annotations

# Below 10^4 multipliers add up inside one group, from there on they close it.
MULTIPLIERS: dict[str, int] = {
    "십": 10,
    "백": 100,
    "천": 1000,
    "만": 10**4,
    "억": 10**8,
    "조": 10**12,
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "萬": 10**4,
    "亿": 10**8,
    "億": 10**8,
    "兆": 10**12,
}
HAN_DIGITS: dict[str, int] = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2, "〇": 0}
# Digits of Korean figures in letters, which are words only beside a sign: 이천오백.
HANGUL_DIGITS: dict[str, int] = {c: i for i, c in enumerate("일이삼사오육칠팔구", start=1)}
HANGUL = "".join(HANGUL_DIGITS)
SIGNS = "".join(MULTIPLIERS)
HAN = "".join(HAN_DIGITS)
