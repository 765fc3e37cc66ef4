"""A real headless Chromium, driven by its own protocol: mouse and keys as a person uses them, and what it asked for."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NO_BROWSER = "NO BROWSER: Chromium is not installed, so nobody looked at the pages (Debian: apt-get install chromium)"
_WAIT = 60.0
# As root, as in a container, it refuses its own sandbox; it opens nothing but pages of this machine.
_OPTIONS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-extensions", "--hide-scrollbars", "--remote-debugging-port=0",
    "--disable-dev-shm-usage", "--no-proxy-server",
)  # fmt: skip


class Browser:
    """One page. `asked`: every address that it loaded, its own first."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection, self._number, self._events = connection, 0, list[dict[str, Any]]()
        self.asked: list[str] = []
        for domain in ("Page", "Network", "DOM", "Runtime"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Ask the browser for something and wait for its answer."""
        self._number += 1
        self._connection.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            got = json.loads(self._connection.recv(timeout=_WAIT))
            if got.get("id") == self._number:
                if "error" in got:
                    raise AssertionError(f"{method}: {got['error']}")
                return got["result"]
            self._noticed(got)

    def _noticed(self, event: dict[str, Any]) -> None:
        self._events.append(event)
        if event.get("method") == "Network.requestWillBeSent":
            self.asked.append(event["params"]["request"]["url"])

    def open(self, address: str) -> None:
        """Go to an address and wait until it is loaded."""
        with self._loading():
            self.call("Page.navigate", url=address)

    @contextmanager
    def _loading(self) -> Iterator[None]:
        self._events.clear()
        yield
        ends = time.monotonic() + _WAIT
        while not any(event.get("method") == "Page.loadEventFired" for event in self._events):
            self._noticed(json.loads(self._connection.recv(timeout=max(0.1, ends - time.monotonic()))))

    def scripts(self, *, run: bool) -> None:
        """Whether pages may run scripts."""
        self.call("Emulation.setScriptExecutionDisabled", value=not run)

    def sized(self, width: int, *, dark: bool = False) -> None:
        """Be so many pixels wide, in the light or in the dark."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600
        )
        feature = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[feature])

    def node(self, selector: str) -> int:
        """The first element that a selector finds."""
        root = self.call("DOM.getDocument", depth=0)["root"]["nodeId"]
        found = int(self.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"])
        assert found, f"there is no {selector} in {self.address()}"
        return found

    def has(self, selector: str) -> bool:
        """Whether a selector finds anything."""
        root = self.call("DOM.getDocument", depth=0)["root"]["nodeId"]
        return bool(self.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"])

    def write(self, selector: str, text: str) -> None:
        """Type into a field."""
        self.call("DOM.focus", nodeId=self.node(selector))
        self.call("Input.insertText", text=text)

    def click(self, selector: str, *, leads: bool = True) -> None:
        """Press the mouse on an element; `leads`: wait for the page behind it."""
        node = self.node(selector)
        self.call("DOM.scrollIntoViewIfNeeded", nodeId=node)
        corners = self.call("DOM.getContentQuads", nodeId=node)["quads"][0]
        x, y = sum(corners[0::2]) / 4, sum(corners[1::2]) / 4
        if leads:
            with self._loading():
                self._press(x, y)
        else:
            self._press(x, y)

    def _press(self, x: float, y: float) -> None:
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def page(self) -> str:
        """The page as it stands."""
        root = self.call("DOM.getDocument", depth=0)["root"]["nodeId"]
        return str(self.call("DOM.getOuterHTML", nodeId=root)["outerHTML"])

    def address(self) -> str:
        """Where it is."""
        entries = self.call("Page.getNavigationHistory")
        return str(entries["entries"][entries["currentIndex"]]["url"])

    def value(self, expression: str) -> Any:
        """What an expression gives in the page."""
        return self.call("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def picture(self) -> bytes:
        """The whole page as PNG."""
        return base64.b64decode(self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True)["data"])


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser with one empty page, gone with everything it kept afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="browser"))
    command = [str(CHROMIUM), *_OPTIONS, f"--user-data-dir={folder}", "about:blank"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            with connect(_socket(folder, process), max_size=None, proxy=None) as connection:
                yield Browser(connection)
        finally:
            process.terminate()
            process.wait()
            shutil.rmtree(folder, ignore_errors=True)


def _socket(folder: Path, process: subprocess.Popen[bytes]) -> str:
    ends, said = time.monotonic() + _WAIT, folder / "DevToolsActivePort"
    while time.monotonic() < ends and process.poll() is None:
        if said.exists() and (port := said.read_text().split("\n")[0]):
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
                f"http://127.0.0.1:{port}/json"
            ) as got:
                pages = [one for one in json.loads(got.read()) if one["type"] == "page"]
            if pages:
                return str(pages[0]["webSocketDebuggerUrl"])
        time.sleep(0.1)
    raise AssertionError("Chromium did not start")
