"""A digest as e-mail: HTML and plain text, cut to what mail programs show in full."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from tumen.delivery.mail import wire_size
from tumen.delivery.render.allowlist import audit
from tumen.delivery.render.developments import MOST_SENTENCES
from tumen.delivery.render.labels import Labels
from tumen.delivery.render.template import page, plain
from tumen.delivery.render.view import RenderLimits, View, trim
from tumen.model import Digest, Length

# Gmail clips what is longer than about 102 kB. Counted are both parts as they travel, encoding included; 4 kB stay
# for the headers.
LONGEST_MAIL = 96_000
# A usual day fits this, quick to load on a phone; of a fuller one the least important items become lines. Of the first
# ones the sentences grow fewer first; where even one each is too long, they become lines too.
USUAL_MAIL = 60_000
IN_FULL = 10
_FEWER = (3, 2, 1)
# Lines of a crowded day: half of what a form lists otherwise, where that leaves room for the first ones.
_FEW_LINES = 30

# So many in full are more than anybody reads in a mail, and more than ever fit; the rest are lines.
MOST_DEVELOPMENTS = 60

HTML, TEXT = "email.html.j2", "email.txt.j2"


def mail_parts(_digest: Digest, view: View, labels: Labels) -> dict[str, str]:
    """HTML and plain text of one mail, as much of the digest as mail programs show; the subject is the view's."""

    @cache
    def parts(limits: RenderLimits) -> dict[str, str]:
        return _parts(trim(view, limits, labels), labels)

    @cache
    def size(limits: RenderLimits) -> int:
        return sum(map(wire_size, parts(limits).values()))

    room = LONGEST_MAIL if view.length == Length.FULL else USUAL_MAIL
    for limits in _less_and_less(view, room, size):
        if size(limits) <= LONGEST_MAIL:
            break
    audit(parts(limits)["html"], trim(view, limits, labels).links, HTML)
    return parts(limits)


def both_parts(view: View, labels: Labels) -> dict[str, str]:
    """HTML and plain text, whatever their length; RenderError when the HTML holds what no template may."""
    parts = _parts(view, labels)
    audit(parts["html"], view.links, HTML)
    return parts


def _parts(view: View, labels: Labels) -> dict[str, str]:
    return {"html": page(HTML, view, labels), "text": plain(TEXT, view, labels)}


def _less_and_less(view: View, room: int, size: Callable[[RenderLimits], int]) -> Iterator[RenderLimits]:
    """As many developments in full as fit, then shorter and shorter lists, until only the frame is left."""
    yield _in_full(view, room, size)
    for share in (2, 4, 8, 60):
        yield RenderLimits(
            developments=0,
            lines=60 // share,
            storylines=12 // share,
            background=3 if share == 2 else 0,
            notes=12 // share,
        )
    yield RenderLimits(developments=0, lines=0, storylines=0, background=0, notes=0)


def _in_full(view: View, room: int, size: Callable[[RenderLimits], int]) -> RenderLimits:
    """As many developments in full as fit; fewer sentences of each where not even the first ones do.

    On a crowded day, whose lines take the room, fewer lines stand beneath the first ones; where that is not enough,
    these are told in full all the same, up to what is shown.
    """
    developments, told = len(view.developments), max((len(one.sentences) for one in view.developments), default=0)
    most, least = min(developments, MOST_DEVELOPMENTS), min(developments, IN_FULL)
    every = RenderLimits().lines
    bounds = [(room, sentences, every) for sentences in (MOST_SENTENCES, *_FEWER)]
    if developments > IN_FULL:
        fewer = [(room, sentences, _FEW_LINES) for sentences in (MOST_SENTENCES, *_FEWER[:-1])]
        bounds = [bounds[0], *fewer, *((LONGEST_MAIL, sentences, every) for _, sentences, _ in bounds)]
    for bound, sentences, lines in bounds:
        limits = partial(RenderLimits, sentences=min(sentences, told), lines=lines)
        full = _most(most, partial(_size_with, size, limits), bound)
        if full >= least:
            break
        most = least
    return limits(developments=full)


def _size_with(size: Callable[[RenderLimits], int], limits: Callable[..., RenderLimits], full: int) -> int:
    return size(limits(developments=full))


def _most(high: int, size: Callable[[int], int], bound: int) -> int:
    """The greatest number up to `high` whose size is within the bound, 0 where none is.

    Fewer are smaller, by about as much each: the next guess is where the bound lies between the two sizes known.
    """
    if size(high) <= bound:
        return high
    low = 0
    while high - low > 1:
        over = (bound - size(low)) / max(size(high) - size(low), 1)
        guess = min(max(low + int(over * (high - low)), low + 1), high - 1)
        low, high = (guess, high) if size(guess) <= bound else (low, guess)
    return low
