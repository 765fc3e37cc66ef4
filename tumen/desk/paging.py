"""All that answers a question, asked for some at a time so that memory holds only those."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol, TypeVar

from tumen.storage import Page

T = TypeVar("T")
_AT_ONCE: Final = 500


class Paged(Protocol[T]):
    """A question that is answered from an offset on, up to a limit."""

    def __call__(self, *, limit: int, offset: int) -> Page[T]: ...


def every_page(ask: Paged[T]) -> Iterator[Page[T]]:
    """Yield page after page until one is empty."""
    offset = 0
    while (page := ask(limit=_AT_ONCE, offset=offset)).items:
        yield page
        offset += len(page.items)
