"""The catalogue of sources loads as a person wrote it, and refuses what would ask a server wrongly."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from tumen.catalogue import load_sources
from tumen.errors import ConfigError
from tumen.model import SourceKind

SHIPPED = Path(__file__).parents[1] / "config" / "sources.toml"
GOOD = '[[source]]\nid = "a"\nname = "A"\nkind = "feed"\nurl = "https://a.example/rss"\n'


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_source_needs_only_id_name_kind_and_address(tmp_path: Path) -> None:
    [source] = load_sources(written(tmp_path, GOOD))

    assert source.kind is SourceKind.FEED
    assert source.interval == timedelta(hours=1)
    assert source.enabled
    assert not source.allow_private


MISTAKES = [
    (GOOD + "politness = 1\n", "source[1] 'a'.politness", "unknown key"),
    (GOOD.replace('"feed"', '"rss"'), "source[1] 'a'.kind", "feed, listing"),
    (GOOD + 'interval = "5m"\n', "source[1] 'a'.interval", "must be at least 30m"),
    (GOOD + 'country = "Russia"\n', "source[1] 'a'.country", "code"),
    (GOOD + 'outlet = "blog"\n', "source[1] 'a'.outlet", "one of wire, newspaper"),
    (GOOD + 'paywall = "maybe"\n', "source[1] 'a'.paywall", "one of no, partial, yes"),
    (GOOD + 'state_link = "close"\n', "source[1] 'a'.state_link", "one of organ, state-owned, public-funded, none"),
    (GOOD + "enabled = false\n", "source 'a'.note", "why"),
    (GOOD + 'select = { links = "/news/" }\n', "source 'a'.select", "listing"),
    (GOOD.replace('"feed"', '"listing"') + 'select = { links = "(" }\n', "source[1] 'a'.select.links", "pattern"),
    (GOOD.replace('"feed"', '"listing"') + 'select = { title = "x" }\n', "source 'a'.select", "links, date"),
    (GOOD.replace('url = "https://a.example/rss"\n', ""), "source 'a'.url", "missing"),
    (GOOD.replace("https://a.example/rss", "a.example/rss"), "source[1] 'a'.url", "http"),
    (GOOD.replace("a.example/", "a.example:99999/"), "source[1] 'a'.url", "0-65535"),
    (GOOD.replace('"a"', '"corpus"'), "source 'corpus'.id", "choose another"),
    (GOOD + GOOD, "source[2] 'a'.id", "already used"),
    (
        GOOD + GOOD.replace('"a"', '"b"').replace("https://a.example/", "http://A.example:80/"),
        "source 'b'.url",
        "source 'a' already has this address",
    ),
]


@pytest.mark.parametrize(("text", "key", "reason"), MISTAKES)
def test_a_mistake_is_named_by_its_place_and_reason(tmp_path: Path, text: str, key: str, reason: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_sources(written(tmp_path, text))

    assert caught.value.key == key
    assert reason in caught.value.reason


def test_the_shipped_catalogue_listens_to_every_side() -> None:
    sources = load_sources(SHIPPED)
    enabled = [source for source in sources if source.enabled]

    assert len(sources) >= 100
    assert len(enabled) >= 50
    assert {"ru", "ko", "en", "ja", "zh"} <= {source.language for source in enabled}
    assert {"RU", "KR", "US", "JP", "CN", "UA"} <= {source.country for source in enabled}


def test_the_shipped_catalogue_keeps_to_its_own_rules() -> None:
    for source in load_sources(SHIPPED):
        assert source.url or not source.enabled, source.id
        assert source.enabled or source.note.startswith("Switched off"), source.id
        assert source.outlet != "aggregator" or source.kind is SourceKind.SEARCH_FEED or not source.enabled, source.id
        assert (source.state is None) == (source.state_link == "none"), source.id
        assert not source.allow_private, source.id


def test_searches_of_one_engine_are_few_enough_to_ask_politely() -> None:
    hosts = Counter(source.url.split("/")[2] for source in load_sources(SHIPPED) if source.enabled)

    assert hosts.most_common(1)[0][1] <= 10
