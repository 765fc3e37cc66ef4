"""What identifies a page: its address on its site, and its headline without the name of the site. Pure."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

SEPARATOR = re.compile(r"\s+(?:[|–—·:»«/-]|::|\|\|)\s+|\s*\|\s*")
BEFORE = re.compile(r"(.{2,60}?)\s*(?:[|:»]|\s[–—-])\s+")
SAME_PAGE = re.compile(r"amp|print|m|mobile|full|comments?|(?:page/?)?\d{1,3}|\?.*", re.IGNORECASE)
SHORTEST = 4  # letters of a name that stands for a longer one: "Paper" for "The Paper"
SUFFIX = 60  # characters of a site's name and its section behind a headline


def path(address: str) -> str:
    """Return the path of an address with what stands behind it; empty for a front page and for what is no address."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    return f"{parts.path.strip('/')}?{parts.query}".strip("?") if parts.scheme in ("", "http", "https") else ""


def place(address: str) -> str:
    """Return where an address leads, whatever name and suffix the site has for it; fragments are parts of the page."""
    return re.sub(r"(?:/amp|\.amp|\.html?)$", "", path(address)).strip("/").lower()


def begins(title: str, headline: object) -> bool:
    """Tell whether one of two headlines begins with the other; `title` as its letters only."""
    said = letters(headline) if isinstance(headline, str) else ""
    return bool(said) and bool(title) and (title.startswith(said) or said.startswith(title))


def letters(text: str) -> str:
    """Return the letters and digits of a text, which two systems punctuate differently."""
    return "".join(c for c in text.casefold() if c.isalnum())


def headline(title: str, heading: str, site: str) -> str:
    """Return the title without the site's name and section behind it."""
    title = " ".join(title.split())
    if heading and title.startswith(heading):
        behind = title[len(heading) :]
        return heading if len(behind) <= SUFFIX and (not behind or SEPARATOR.match(behind)) else title
    own = letters(site)
    for match in SEPARATOR.finditer(title):
        if len(title) - match.end() > SUFFIX:
            continue
        behind = letters(title[match.end() :])
        if own and (behind == own or (len(behind) >= SHORTEST and own.endswith(behind))):
            return title[: match.start()]
    first = BEFORE.match(title)
    return title[first.end() :] if first and own and letters(first[1]) == own else title


def own_address(address: str, url: str) -> str:
    """Return the address that a page gives itself, where it may be one: of this site, of no section or front page."""
    said, here = path(address).lower(), path(url).lower()
    tail = here.removeprefix(f"{said}/") if here.startswith(f"{said}/") else ""
    if (not said and here) or (tail and not SAME_PAGE.fullmatch(tail)):
        return ""
    return of_this_site(address.strip(), url)


def of_this_site(address: str, url: str) -> str:
    """Return the address, if it is one of the same site; a page may name any, also its workshop's."""
    try:
        there, here = urlsplit(address.strip()).hostname, urlsplit(url).hostname or ""
        port = urlsplit(address.strip()).port
        if port not in (None, 80, 443, urlsplit(url).port):
            return ""  # a workshop's
    except ValueError:
        return ""
    if there is None or not url:
        return address
    return address if _site(there) == _site(here) else ""


def _site(host: str) -> str:
    """The name under which a site's hosts stand: the last two labels, three in "co.kr" and the like."""
    labels = host.lower().rstrip(".").split(".")
    return ".".join(labels[-3:] if len(labels) > 2 and len(labels[-2]) <= 3 else labels[-2:])
