"""Asks a language model to word the lines of a digest that is about to be sealed, within a budget. Off by default.

The answer decides nothing: a sentence that the gate refuses, a reply that is none, a server that hangs leave the line
as it was, with the reason in the digest (`tumen trace`) and in the log.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from time import monotonic
from typing import Final

from tumen.analysis.digest.gate.proposals import SYSTEM, passed, proposals, question, spans_of
from tumen.analysis.matching.watch import Watch
from tumen.llm import Answer, Model
from tumen.model import Digest, Document, Item, Line, ModelUse, RefusedWording

log = logging.getLogger("tumen")

REPLY: Final = 600  # tokens of one answer: three sentences with their numbers
FAILURES: Final = 2  # in a row: a server that fails twice is asked no more for this digest
_PER_TOKEN: Final = 3  # characters of a question that are counted as one token, on the safe side
_LEAST: Final = 1.0  # seconds: with less left nothing is asked


@dataclass(frozen=True, slots=True)
class Budget:
    """How much one digest may ask: questions, tokens of questions and answers, seconds in all."""

    calls: int
    tokens: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Wording:
    """A model with what it may cost."""

    model: Model
    budget: Budget
    clock: Callable[[], float] = monotonic


def worded(digest: Digest, documents: Iterable[Document], watch: Watch, wording: Wording) -> Digest:
    """The digest with machine-worded lines where the gate let one pass, and the account of what was asked."""
    asking = _Asking(wording, watch, {document.id: document for document in documents}, digest.language)
    items = tuple(asking.worded(item) for item in digest.items)
    use = asking.use()
    log.log(
        logging.WARNING if use.failure else logging.INFO,
        "language model %s: %d asked, %d worded, %d refused%s",
        use.model, use.calls, use.worded, len(use.refused), f"; {use.failure}" if use.failure else "",
    )  # fmt: skip
    return replace(digest, items=items, model_use=use)


class _Asking:
    """The questions of one digest, and what is left of its budget."""

    def __init__(self, wording: Wording, watch: Watch, documents: dict[str, Document], language: str) -> None:
        self._wording, self._watch, self._documents, self._language = wording, watch, documents, language
        self._ends = wording.clock() + wording.budget.seconds
        self._calls = self._tokens = self._worded = self._failed = 0
        self._refused: list[RefusedWording] = []
        self._failure = ""

    def worded(self, item: Item) -> Item:
        """The item with the line that passed; the item itself where none did or nothing more may be asked."""
        spans = spans_of(item, self._documents)
        asked = question(spans, self._watch, self._language) if spans else ""
        if not asked or not self._may_ask(asked):
            return item
        answer = self._ask(asked)
        if answer.failure:
            self._fails(item, answer.failure)
            return item
        try:
            proposed = proposals(answer.text)
        except ValueError as e:
            self._fails(item, str(e))
            return item
        self._failed = 0
        line, turned = passed(proposed, spans, self._watch, self._language)
        for one in turned:
            why, words = one.refusal
            self._refuse(item, one.text, why.value, words)
        return self._with(item, line)

    def _with(self, item: Item, line: Line | None) -> Item:
        self._worded += line is not None
        return replace(item, line=line) if line else item

    def _may_ask(self, asked: str) -> bool:
        budget, left = self._wording.budget, self._ends - self._wording.clock()
        cost = (len(asked) + len(SYSTEM)) // _PER_TOKEN + REPLY
        within = self._calls < budget.calls and self._tokens + cost <= budget.tokens and left >= _LEAST
        return within and self._failed < FAILURES

    def _ask(self, asked: str) -> Answer:
        self._calls += 1
        left = self._ends - self._wording.clock()
        answer = self._wording.model.ask(SYSTEM, asked, tokens=REPLY, seconds=left)
        # A server that says it took less than was sent is not believed.
        self._tokens += max(answer.tokens, (len(asked) + len(SYSTEM) + len(answer.text)) // _PER_TOKEN)
        return answer

    def _fails(self, item: Item, why: str) -> None:
        self._failed += 1
        self._failure = why
        self._refuse(item, "", "answer", why)

    def _refuse(self, item: Item, text: str, fault: str, words: str) -> None:
        refused = RefusedWording(development_id=item.development_id, text=text, fault=fault, words=words[:200])
        self._refused.append(refused)

    def use(self) -> ModelUse:
        """What was asked and what became of it."""
        return ModelUse(
            model=self._wording.model.name,
            calls=self._calls,
            tokens=self._tokens,
            worded=self._worded,
            refused=tuple(self._refused),
            failure=self._failure,
        )
