"""The pictures of Prefect's pages in docs/pictures, of invented feeds: `python -m tests.support.prefect_pictures`.

It serves as `make serve` does, has everything done once, and looks at the pages in a real browser.
"""

from __future__ import annotations

import base64
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_API_URL, temporary_settings

from tests.support.browser import Browser, browsing
from tests.support.listener import Entry, rss
from tests.support.pictures import FOLDER
from tests.support.ports import free_port
from tests.support.prefect_server import ROOT, hear_ctrl_c
from tests.support.web import Ask, Reply, site

_LOOKS: Final = 12.0  # seconds that a page takes to fetch and draw all it shows

# Of each feed: its name, country, and title, text and hours since each item; one without items is down.
_FEEDS: Final[dict[str, tuple[str, str, tuple[tuple[str, str, int], ...]]]] = {
    "hangang": ("Hangang Daily", "KR", (
        ("NIS: about 11,000 North Korean troops in Russia", "South Korea's National Intelligence Service told members of "
         "parliament that about 11,000 North Korean soldiers are now in Russia, 3,000 more than a week ago.", 2),
        ("Spring festival opens in Busan", "The city of Busan opened its festival of lights.", 3),
    )),
    "amur": ("Amur Wire", "RU", (
        ("Russia and North Korea open road bridge over the Tumen", "Russia and North Korea opened the road bridge over the "
         "Tumen, the Russian transport ministry said. Prime Minister Mikhail Mishustin spoke at the ceremony.", 4),
    )),
    "rason": ("Rason Herald", "KR", (
        ("Lavrov to visit Pyongyang next month, ministry says", "Russian foreign minister Sergey Lavrov will visit North "
         "Korea next month, the ministry's spokeswoman Maria Zakharova said.", 6),
    )),
    "strait": ("Strait Journal", "JP", ()),
}  # fmt: skip
_READERS: Final = {"desk": ("The desk", "UTC"), "seoul": ("Seoul office", "Asia/Seoul"), "week": ("The week", "UTC")}


def _configuration(folder: Path, address: str) -> Path:
    """The shipped configuration with these feeds and readers."""
    made = folder / "config"
    shutil.copytree(ROOT / "config", made)
    sources = (
        f'[[source]]\nid = "{id}"\nname = "{name}"\nkind = "feed"\nurl = "{address}/{id}"\nhomepage = "{address}/{id}"\n'
        f'language = "en"\ncountry = "{country}"\noutlet = "newspaper"\nallow_private = true\n'
        for id, (name, country, _) in _FEEDS.items()
    )
    readers = (
        f'[[reader]]\nid = "{id}"\nname = "{name}"\ntimezone = "{zone}"\n'
        f'[[reader.channel]]\nid = "page"\nform = "file"\naddress = "file"\n'
        for id, (name, zone) in _READERS.items()
    )
    (made / "sources.toml").write_text("\n".join(sources), encoding="utf-8")
    (made / "readers.toml").write_text("\n".join(readers), encoding="utf-8")
    return made


def _reply(ask: Ask) -> Reply:
    """The feed that is asked for, its newest item an hour old."""
    items = _FEEDS[ask.target.strip("/")][2]
    now = datetime.now(UTC)
    entries = [Entry(title, text, guid=title, at=now - timedelta(hours=hours)) for title, text, hours in items]
    return rss(*entries) if items else Reply(status=503, body=b"")


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Serve as `make serve` does, and have all done once; gives the address."""
    with site(_reply) as feeds:
        port = free_port()
        environ = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "TUMEN_"))},
            "TUMEN_HOME": str(folder / "var"),
            "TUMEN_CONFIG": str(_configuration(folder, f"http://127.0.0.1:{feeds.port}")),
        }
        command = [sys.executable, "-m", "flows.server.serve", "--port", str(port)]
        with subprocess.Popen(
            command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True, preexec_fn=hear_ctrl_c
        ) as server:
            assert server.stdout is not None
            assert any("Ctrl-C" in line for line in server.stdout), "the server did not begin"
            address = f"http://127.0.0.1:{port}"
            prefect = Path(sys.executable).with_name("prefect")
            run = [str(prefect), "deployment", "run", "monitor/by-hand", "--watch"]
            subprocess.run(
                run, env={**environ, "PREFECT_API_URL": f"{address}/api"}, check=True, stdout=subprocess.DEVNULL
            )
            try:
                yield address
            finally:
                server.send_signal(signal.SIGINT)


def _paths(address: str) -> dict[str, tuple[str, int]]:
    """Where each picture is taken, and how high it is."""
    with temporary_settings({PREFECT_API_URL: f"{address}/api"}), get_client(sync_client=True) as client:
        (run,) = (one for one in client.read_flow_runs() if one.name == "digest for all readers")
        (table,) = (one for one in client.read_artifacts() if one.key == "sources")
        readers = client.read_deployment_by_name("digest/readers")
    return {
        "prefect-run": (f"/runs/flow-run/{run.id}", 1010),
        "prefect-sources": (f"/artifacts/artifact/{table.id}", 520),
        "prefect-form": (f"/deployments/deployment/{readers.id}/run", 1040),
    }


def _taken(browser: Browser, address: str, height: int) -> bytes:
    browser.call("Emulation.setDeviceMetricsOverride", width=1100, height=height, deviceScaleFactor=1, mobile=False)
    browser.open(address)
    ends = time.monotonic() + _LOOKS
    while time.monotonic() < ends:
        browser.value("1")  # hear what it says meanwhile
        time.sleep(0.3)
    return base64.b64decode(browser.call("Page.captureScreenshot", format="png")["data"])


def main() -> None:
    """Take them all; look at each before committing it."""
    with tempfile.TemporaryDirectory() as folder, _served(Path(folder)) as address, browsing() as browser:
        for name, (path, height) in _paths(address).items():
            (FOLDER / f"{name}.png").write_bytes(_taken(browser, f"{address}{path}", height))


if __name__ == "__main__":
    main()
