"""The pictures of docs/pictures, of invented digests in a real browser: `python -m tests.support.pictures`."""

from __future__ import annotations

import base64
import tempfile
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from tests.support.browser import Browser, browsing
from tests.support.digests import BRIDGE, DESK, FULL, TROOPS, WEEK, channel, item, report, sentence
from tumen.delivery.render import render
from tumen.model import Citation, Digest, Line, Week

FOLDER: Final = Path(__file__).parents[2] / "docs" / "pictures"
THEMES: Final = {"troops": "Troops", "transport": "Transport", "trade": "Trade", "diplomacy": "Diplomacy"}


def line(text: str, document: str) -> Line:
    """A line in the reader's language that rests on one report."""
    return Line(text=text, language="en", citations=(Citation(document_id=document, start=0, end=9),))


# The digests of the tests without their hostile texts, and in alphabets for which every machine has letters.
_WEEK_BEFORE = replace(FULL.items[0].series[1], said=date(2026, 2, 19))
_TROOPS = replace(
    TROOPS,
    headline="NIS: about 11,000 North Korean troops in Russia",
    line=line("NIS: about 11,000 North Korean troops in Russia", "en1"),
    sentences=(
        sentence(
            "South Korea's spy agency put the number of North Korean troops in Russia at about 11,000, three thousand "
            "more than a week ago.",
            "en1",
            "en2",
        ),
        sentence("A first unit was seen near Kursk, the agency told members of parliament behind closed doors.", "en2"),
    ),
    reports=(
        report(1, document_id="ko1", publisher="Hangang Daily", title="Agency: troops at 11,000"),
        *TROOPS.reports[1:],
    ),
    series=(*FULL.items[0].series[:1], *FULL.items[0].series[2:3], _WEEK_BEFORE, *FULL.items[0].series[3:]),
)
_BRIDGE = replace(
    BRIDGE,
    line=line("Russia opened the road bridge over the Tumen", BRIDGE.reports[0].document_id),
    reports=(
        BRIDGE.reports[0],
        replace(BRIDGE.reports[1], publisher="Rason Herald", title="Bridge opened, the ministry says", language="en"),
    ),
)
_VISIT = item(
    3,
    headline="Foreign minister to visit Pyongyang in March, ministry says",
    sentences=(sentence("The ministry named no day; talks on a timetable go on, its spokeswoman said.", "doc30"),),
    origins=("Russian foreign ministry",),
    themes=("diplomacy",),
)
_POINTS = tuple(replace(point, headline=_TROOPS.headline) for point in FULL.still_open[:1]) + FULL.still_open[1:]
SHOWN: Final = replace(FULL, items=(_TROOPS, _BRIDGE, _VISIT), still_open=_POINTS)


def _week() -> Digest:
    titles = {TROOPS.headline: _TROOPS.told, BRIDGE.headline: _BRIDGE.told}
    storylines = tuple(
        replace(
            line,
            title=titles[line.title],
            steps=tuple(replace(step, text=titles.get(step.text, step.text)) for step in line.steps),
        )
        for line in (WEEK.week.storylines if WEEK.week else ())
    )
    quiet = WEEK.week.quiet if WEEK.week else ()
    since = SHOWN.until - timedelta(days=7)
    return replace(WEEK, items=SHOWN.items, since=since, week=Week(storylines=storylines, quiet=quiet))


PREFECT: Final = ("prefect-run", "prefect-sources", "prefect-form")  # `python -m tests.support.prefect_pictures`


@dataclass(frozen=True)
class Picture:
    """A digest so many pixels wide, down to the element `before`, which is on it no more."""

    name: str
    digest: Digest
    width: int
    before: str
    dark: bool = False


PICTURES: Final = (
    Picture("digest", SHOWN, 700, "#i3"),
    Picture("digest-phone-dark", SHOWN, 360, "#i2", dark=True),
    Picture("week", _week(), 700, "h3:nth-of-type(2)"),
)


def taken(browser: Browser, picture: Picture) -> bytes:
    """The picture as PNG."""
    html = render(picture.digest, channel("email"), replace(DESK, language="en"), theme_names=THEMES).parts["html"]
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(html, encoding="utf-8")
        browser.sized(picture.width, dark=picture.dark)
        browser.open(page.as_uri())
        end = browser.value(f"document.querySelector('{picture.before}').getBoundingClientRect().top")
        clip = {"x": 0, "y": 0, "width": picture.width, "height": int(end), "scale": 1}
        shot = browser.call("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
    return base64.b64decode(shot["data"])


def main() -> None:
    """Take them all; look at each before committing it."""
    with browsing() as browser:
        for picture in PICTURES:
            (FOLDER / f"{picture.name}.png").write_bytes(taken(browser, picture))


if __name__ == "__main__":
    main()
