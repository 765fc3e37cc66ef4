"""Who gives a figure that an item joins on to or that is open, as the reader knows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tumen.analysis.digest.lines.wording import Wording
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.model import Document, Earlier, Figure, Item, OpenPoint, party_of


class Parties:
    """The parties behind figures: known ones in the reader's language, others as a report in that language writes them;
    of a report in another language its outlet stands for them."""

    def __init__(self, documents: Iterable[Document], wording: Wording, publishers: Publishers) -> None:
        self._documents = {document.id: document for document in documents}
        self._wording, self._publishers = wording, publishers

    def in_item(self, item: Item) -> Item:
        """An item with the parties named of the figures that it joins on to and of its series."""
        return replace(item, earlier=self._in_earlier(item.earlier), series=tuple(map(self.named, item.series)))

    def _in_earlier(self, earlier: Earlier | None) -> Earlier | None:
        if earlier is None or earlier.figure is None or earlier.now is None:
            return earlier
        return replace(earlier, figure=self.named(earlier.figure), now=self.named(earlier.now))

    def in_point(self, point: OpenPoint) -> OpenPoint:
        """An open matter with its figures' parties named."""
        return replace(point, figures=tuple(map(self.named, point.figures)))

    def named(self, figure: Figure) -> Figure:
        """A figure with its party named."""
        if figure.claimant is None:
            return figure
        document = self._documents.get(figure.document_id)
        own = document is None or document.language == self._wording.language
        known = self._wording.claimant(party_of(figure.claimant), own=own)
        return replace(figure, claimant=known or (self._publishers.name(document) if document else None))
