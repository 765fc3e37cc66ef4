"""A server that speaks chat completions on this machine, with an answer that a test chooses; and models in the process."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tumen.llm import Answer


def completion(text: str, tokens: int = 100) -> bytes:
    """A chat completion with this text."""
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
    body = {"id": "1", "object": "chat.completion", "created": 0, "model": "stub", "choices": [choice]}
    return json.dumps({**body, "usage": {"total_tokens": tokens}}).encode()


def sentences(*rows: tuple[str, list[int]]) -> str:
    """An answer in the form that is asked for."""
    return json.dumps({"sentences": [{"text": text, "spans": spans} for text, spans in rows]})


@dataclass
class Stub:
    """What the server was asked, and how it answers: a status and a body."""

    address: str = ""
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)
    seen: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def serving(stub: Stub) -> Iterator[Stub]:
    """Serve on loopback while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            stub.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            stub.seen.append({name.lower(): value for name, value in self.headers.items()})
            self.send_response(stub.status)
            for name, value in {"Content-Type": "application/json", **stub.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(stub.body)))
            self.end_headers()
            self.wfile.write(stub.body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stub.address = f"http://127.0.0.1:{server.server_port}/v1"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class Scripted:
    """A model in the process: it answers what `reply` gives for a question and remembers what it was asked."""

    reply: Callable[[dict[str, Any]], str | Answer]
    name: str = "scripted"
    asked: list[dict[str, Any]] = field(default_factory=list)

    def ask(self, system: str, question: str, *, tokens: int, seconds: float) -> Answer:
        """Answer from the script."""
        self.asked.append(json.loads(question))
        said = self.reply(self.asked[-1])
        return said if isinstance(said, Answer) else Answer(said, 100)
