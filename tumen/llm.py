"""A language model behind an endpoint that speaks the chat completions of OpenAI, hosted or on this machine.

The only module that knows the library `openai` (the extra `llm`), which is imported when the first question is put. It
asks for text and gets text: no tools, no functions, no memory. Whatever goes wrong is an answer too, with its reason.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final, Protocol

LONGEST_REPLY: Final = 64_000  # bytes; three sentences take two thousand
NOT_INSTALLED: Final = "the extra tumen[llm] is not installed: make llm, or pip install openai"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model said and how many tokens that took; `failure`: why it said nothing, in words for the operator."""

    text: str = ""
    tokens: int = 0
    failure: str = ""


class Model(Protocol):
    """Somebody who answers questions in text."""

    @property
    def name(self) -> str:
        """The model, as readers and logs are told."""

    def ask(self, system: str, question: str, *, tokens: int, seconds: float) -> Answer:
        """Answer in at most so many tokens and seconds; never raises."""


@dataclass(frozen=True)
class Endpoint:
    """A model at an address; `key` is shown to nobody."""

    url: str
    name: str
    key: str
    clock: Callable[[], float] = monotonic

    def __repr__(self) -> str:
        return f"Endpoint({self.url!r}, {self.name!r})"

    def ask(self, system: str, question: str, *, tokens: int, seconds: float) -> Answer:
        """Put one question, once: it is not repeated, and redirects are not followed."""
        try:
            import openai
        except ImportError:
            return Answer(failure=NOT_INSTALLED)
        try:
            body = self._reply(openai, system, question, tokens, seconds)
            return _read(body)
        except openai.APIStatusError as e:
            return Answer(failure=f"the model's server answered {e.status_code}")
        except (openai.OpenAIError, OSError, ValueError, TypeError, LookupError, AttributeError) as e:
            return Answer(failure=f"no answer from the model ({type(e).__name__})")

    def _reply(self, openai: Any, system: str, question: str, tokens: int, seconds: float) -> bytes:
        """The body of the reply, read up to a size and a moment: a server may trickle for ever."""
        ends = self.clock() + seconds
        http = openai.DefaultHttpxClient(follow_redirects=False, timeout=seconds)
        with (
            http,
            openai.OpenAI(
                base_url=self.url,
                api_key=self.key or "none",
                organization="",
                project="",
                max_retries=0,
                timeout=seconds,
                http_client=http,
            ) as client,
            client.chat.completions.with_streaming_response.create(
                model=self.name,
                messages=[{"role": "system", "content": system}, {"role": "user", "content": question}],
                temperature=0,
                max_tokens=tokens,
                response_format={"type": "json_object"},
            ) as response,
        ):
            body = b""
            for part in response.iter_bytes():
                body += part
                if len(body) > LONGEST_REPLY:
                    raise ValueError("too long")
                if self.clock() > ends:
                    raise TimeoutError
            return body


def _read(body: bytes) -> Answer:
    """The text and the tokens of a reply; ValueError and the like where it is no chat completion."""
    reply = json.loads(body)
    text = reply["choices"][0]["message"]["content"]
    if not isinstance(text, str):
        raise TypeError("no text")
    used = (reply.get("usage") or {}).get("total_tokens")
    # A server that does not count is counted by its length: four characters are about one token.
    return Answer(text=text, tokens=used if isinstance(used, int) and used > 0 else len(text) // 4)
