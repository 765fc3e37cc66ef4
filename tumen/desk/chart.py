"""How a figure moved, as a drawing (SVG) that is read in grey: each party has a shape and a dash of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from html import escape as escaped
from math import isfinite
from typing import Final

from tumen.analysis.extraction.amounts import amount
from tumen.desk.figures import Statement, by_party
from tumen.invisible_characters import plain
from tumen.model import Polarity

_WIDTH, _HEIGHT = 760, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 90, 20, 40, 40
_DAY: Final = 74  # what a day takes, written out: the last one is not cut at the edge
PARTIES: Final = 8  # with a line of their own: more shapes are not told apart; the rest is "others"
_DASHES: Final = ("", "6 3", "2 3", "8 3 2 3", "12 4", "1 5", "4 4", "10 2 2 2 2 2")
_SHAPES: Final = ("M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0", "M-5 -5h10v10h-10z", "M0 -6L6 5H-6Z", "M0 -7L6 0L0 7L-6 0Z",
                  "M0 6L6 -5H-6Z", "M-6 0H6M0 -6V6", "M-5 -5L5 5M-5 5L5 -5", "M-6 -2H6M-6 2H6")  # fmt: skip


def chart(title: str, given: Iterable[Statement]) -> str:
    """An SVG of dated totals by party; a range is a bar, a denial is hollow. Text alone where nothing has a day."""
    dated = [one for one in given if one.is_total and one.said and isfinite(one.claim.low) and isfinite(one.claim.high)]
    parties = _folded(by_party(dated))
    bottom = _HEIGHT + 20 * len(parties)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {bottom}" role="img" '
        f'font-family="sans-serif" font-size="12" fill="currentColor" stroke="none">'
        f"<title>{escape(title)}</title>"
        f'<text x="{_LEFT}" y="20" font-size="15" font-weight="bold">{escape(title)}</text>'
    )
    if not dated:
        return head + f'<text x="{_LEFT}" y="60">No total with a day.</text></svg>'
    scale = _Scale(dated)
    body = [*scale.axes()]
    for n, (party, said) in enumerate(parties.items()):
        body += [_line(scale, said, n), *(_mark(scale, one, n) for one in said), _legend(party, n)]
    return head + "".join(body) + "</svg>"


class _Scale:
    """From a day and a figure to a place on the drawing."""

    def __init__(self, dated: Sequence[Statement]) -> None:
        days = [one.said for one in dated if one.said]
        self.first, self.last = min(days), max(days)
        self.span = max(1, (self.last - self.first).days)
        self.top = max(1.0, *(one.claim.high for one in dated)) if len(dated) > 1 else max(1.0, dated[0].claim.high)

    def x(self, day: date) -> float:
        """Where a day stands, from the left."""
        return _LEFT + 10 + (day - self.first).days / self.span * (_WIDTH - _LEFT - _RIGHT - 20)

    def y(self, value: float) -> float:
        """Where a figure stands, from the top."""
        return _HEIGHT - _BOTTOM - value / self.top * (_HEIGHT - _TOP - _BOTTOM)

    def axes(self) -> Iterable[str]:
        """Lines for four figures, and the days at the ends and in the middle."""
        for n in range(5):
            value = self.top * n / 4
            y = self.y(value)
            yield f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}" stroke="currentColor" stroke-opacity="0.2"/>'
            yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{amount(round(value), round(value))}</text>'
        for day in dict.fromkeys((self.first, self.first + timedelta(days=self.span // 2), self.last)):
            place = min(self.x(day), _WIDTH - _DAY / 2)
            yield f'<text x="{place:.1f}" y="{_HEIGHT - 15}" text-anchor="middle">{day}</text>'


def _folded(parties: dict[str, list[Statement]]) -> dict[str, list[Statement]]:
    named = {party or "nobody named": said for party, said in parties.items()}
    kept = dict(list(named.items())[: PARTIES - 1])
    rest = [one for party, said in named.items() if party not in kept for one in said]
    return {**kept, "others": sorted(rest, key=lambda one: one.said or date.max)} if rest else kept


def _line(scale: _Scale, said: Sequence[Statement], n: int) -> str:
    asserted = [one for one in said if one.claim.polarity is Polarity.ASSERTS and one.said]
    points = " ".join(f"{scale.x(one.said):.1f},{scale.y(one.claim.high):.1f}" for one in asserted if one.said)
    dash = f' stroke-dasharray="{_DASHES[n]}"' if _DASHES[n] else ""
    return f'<polyline points="{points}" fill="none" stroke="currentColor" stroke-opacity="0.6"{dash}/>'


def _mark(scale: _Scale, one: Statement, n: int) -> str:
    if one.said is None:
        return ""
    x, low, high = scale.x(one.said), scale.y(one.claim.low), scale.y(one.claim.high)
    bar = f'<path d="M{x:.1f} {low:.1f}V{high:.1f}" stroke="currentColor" stroke-width="2"/>' if low != high else ""
    told = escape(f"{one.said} {one.party or 'nobody named'}: {one.figure}")
    fill = "none" if one.claim.polarity is Polarity.DENIES else "currentColor"
    return (
        f'{bar}<path d="{_SHAPES[n]}" transform="translate({x:.1f} {high:.1f})" fill="{fill}" '
        f'stroke="currentColor" stroke-width="1.5"><title>{told}</title></path>'
    )


def _legend(party: str, n: int) -> str:
    y = _HEIGHT + 12 + 20 * n
    dash = f' stroke-dasharray="{_DASHES[n]}"' if _DASHES[n] else ""
    return (
        f'<path d="M{_LEFT} {y - 4}h40" stroke="currentColor" stroke-opacity="0.6"{dash}/>'
        f'<path d="{_SHAPES[n]}" transform="translate({_LEFT + 20} {y - 4})" fill="currentColor" '
        f'stroke="currentColor"/>'
        f'<text x="{_LEFT + 50}" y="{y}">{escape(party)}</text>'
    )


def escape(text: str) -> str:
    """Text as XML takes it: no markup, and no character that nobody sees."""
    return escaped(plain(text))
