"""Items of other programs: which key says what is known by name and by value, and nothing is lost unsaid."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extractors
from extractors import exports, fields
from tests.support.installation import installed
from tests.support.sweeps import sweep
from tumen.cli import answer
from tumen.model import Draft

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
ROW = {
    "title": "Bridge opens for lorries in the north",
    "text": "Forty lorries crossed the new bridge on Monday. They carried grain and coal.",
    "url": "https://s.example/news/1",
    "date": "2025-10-06T10:00:00Z",
}


def read(tmp_path: Path, name: str, body: object, **mapped: str) -> extractors.Extracted:
    (tmp_path / name).write_text(body if isinstance(body, str) else json.dumps(body), encoding="utf-8")
    return extractors.read_corpus([tmp_path / name], now=NOW, mapped=mapped)


def said(draft: Draft) -> tuple[str, str, str | None, str]:
    return draft.title, draft.text, draft.url, str(draft.published)[:10]


MONDAY = "2025-10-06"
LINK = "https://s.example/1"
CROSSED = "Lorries crossed the bridge."
EXPORTS = {
    "NewsAPI": {"status": "ok", "totalResults": 1, "articles": [{"source": {"id": None, "name": "Wire"}, "title": "Bridge", "description": "Short.", "url": LINK, "urlToImage": f"{LINK}.jpg", "publishedAt": f"{MONDAY}T10:00:00Z", "content": CROSSED}]},
    "news-please": [{"title": "Bridge", "maintext": CROSSED, "description": "d", "url": LINK, "date_download": "2025-11-01 10:00:00", "date_publish": f"{MONDAY} 10:00:00", "date_modify": None, "source_domain": "Wire", "image_url": f"{LINK}.jpg", "filename": "a.json"}],
    "Media Cloud": [{"id": "1", "title": "Bridge", "text": CROSSED, "url": LINK, "media_name": "Wire", "media_url": "s.example", "publish_date": MONDAY, "indexed_date": "2025-11-01 10:00:00"}],
    "Zotero, CSL": [{"type": "article-newspaper", "title": "Bridge", "abstract": CROSSED, "container-title": "Wire", "URL": LINK, "issued": {"date-parts": [[2025, 10, 6]]}, "accessed": {"date-parts": [["2025", 11, 1]]}}],
    "Zotero": {"items": [{"itemType": "newspaperArticle", "title": "Bridge", "abstractNote": CROSSED, "publicationTitle": "Wire", "url": LINK, "date": MONDAY, "accessDate": "2025-11-01T10:00:00Z", "creators": [{"firstName": "A", "lastName": "B"}]}]},
    "FreshRSS": {"id": "user/-/state/com.google/starred", "items": [{"id": "tag:google.com,2005:reader/item/1", "title": "Bridge", "published": 1759744800, "crawlTimeMsec": "1761991200000", "canonical": [{"href": LINK}], "alternate": [{"href": LINK, "type": "text/html"}], "summary": {"content": f"<p>{CROSSED}</p>"}, "origin": {"title": "Wire", "htmlUrl": "https://s.example"}}]},
    "Miniflux": {"total": 1, "entries": [{"id": 1, "feed_id": 2, "title": "Bridge", "url": LINK, "comments_url": "", "published_at": f"{MONDAY}T10:00:00Z", "created_at": "2025-11-01T10:00:00Z", "content": f"<p>{CROSSED}</p>", "feed": {"id": 2, "title": "Wire", "site_url": "https://s.example"}}]},
    "Guardian": {"response": {"status": "ok", "results": [{"id": "world/1", "webTitle": "Bridge", "webUrl": LINK, "apiUrl": "https://api.example/1", "webPublicationDate": f"{MONDAY}T10:00:00Z", "fields": {"bodyText": CROSSED, "trailText": "t", "publication": "Wire"}}]}},
    "NYT": {"status": "OK", "response": {"docs": [{"headline": {"main": "Bridge", "kicker": "k"}, "web_url": LINK, "pub_date": f"{MONDAY}T10:00:00+0000", "abstract": CROSSED, "lead_paragraph": CROSSED, "source": "Wire", "multimedia": [{"url": "images/1.jpg"}]}], "meta": {"hits": 1}}},
    "WordPress": [{"id": 1, "date": f"{MONDAY}T19:00:00", "date_gmt": f"{MONDAY}T10:00:00", "modified": "2025-11-01T10:00:00", "link": LINK, "title": {"rendered": "Bridge"}, "content": {"rendered": f"<p>{CROSSED}</p>"}, "excerpt": {"rendered": "e"}, "source": "Wire"}],
    "Elasticsearch": {"hits": {"total": 1, "hits": [{"_id": "1", "_source": {"headline": "Bridge", "body": CROSSED, "url": LINK, "published_at": MONDAY, "source": "Wire"}}]}},
    "objects by number": {"query": {"pages": {"7": {"pageid": 7, "title": "Bridge", "extract": CROSSED, "url": LINK, "timestamp": f"{MONDAY}T10:00:00Z", "source": "Wire"}, "8": {"pageid": 8, "title": "Ship", "extract": CROSSED, "url": f"{LINK}8", "timestamp": f"{MONDAY}T10:00:00Z", "source": "Wire"}}}},
    "an archive of its own": [{"topic": "News", "headline": "Bridge", "link": LINK, "date_extracted": 1759744800000, "story_text": CROSSED, "outlet": "Wire"}],
    "blocks": [{"headline": "Bridge", "url": LINK, "date": MONDAY, "source": "Wire", "body": {"blocks": [{"type": "paragraph", "content": CROSSED}]}}],
    "a list a day": {MONDAY: [{"headline": "Bridge", "body": CROSSED, "url": LINK, "date": MONDAY, "source": "Wire"}], "2025-10-07": [{"headline": "Ship", "body": "It left."}]},
    "names and lines": {"columns": ["title", "text", "url", "date", "source"], "data": [["Bridge", CROSSED, LINK, MONDAY, "Wire"]]},
    "a table by columns": {"title": {"0": "Bridge", "1": "Ship"}, "text": {"0": CROSSED, "1": "It left."}, "url": {"0": LINK, "1": f"{LINK}2"}, "date": {"0": 1759744800000, "1": 1759831200000}, "source": {"0": "Wire", "1": "Wire"}},
    "Event Registry": {"articles": {"page": 1, "results": [{"uri": "78", "lang": "eng", "date": MONDAY, "time": "10:00:00", "dateTime": f"{MONDAY}T10:00:00Z", "url": LINK, "title": "Bridge", "body": CROSSED, "source": {"uri": "s.example", "dataType": "news", "title": "Wire"}, "image": f"{LINK}.jpg"}]}},
    "trafilatura": [{"title": "Bridge", "hostname": "Wire", "date": MONDAY, "fingerprint": "ab", "raw_text": CROSSED, "text": CROSSED, "pagetype": "article", "filedate": "2025-11-01", "source": LINK, "excerpt": "e", "tags": ""}],
    "Ghost": {"db": [{"meta": {"exported_on": 1761991200000}, "data": {"posts": [{"id": "a", "title": "Bridge", "html": f"<p>{CROSSED}</p>", "plaintext": CROSSED, "created_at": "2025-11-01T10:00:00Z", "published_at": f"{MONDAY}T10:00:00Z", "canonical_url": LINK, "source": "Wire"}], "users": [{"id": "1", "name": "A B", "email": "a@s.example", "bio": "An author who writes of bridges, at length and often."}] * 3, "settings": [{"id": "s", "key": "title", "value": "Wire"}] * 9}}]},
    "a Korean corpus": {"data": [{"doc_id": "1", "doc_title": "Bridge", "doc_published": 20251006, "created": "20251101130000", "url": LINK, "source": "Wire", "paragraphs": [{"context_id": "1", "context": CROSSED, "qas": []}]}]},
    "objects by address": {LINK: {"title": "Bridge", "text": CROSSED, "date": MONDAY, "source": "Wire"}, f"{LINK}8": {"title": "Ship", "text": "It left.", "date": MONDAY, "source": "Wire"}},
    "a list a day that alone says the day": {MONDAY: [{"headline": "Bridge", "body": CROSSED, "url": LINK, "source": "Wire"}], "2025-10-07": [{"headline": "Ship", "body": "It left."}]},
    "objects by number alone": {"0": {"title": "Bridge", "text": CROSSED, "url": LINK, "date": MONDAY, "source": "Wire"}, "1": {"title": "Ship", "text": "It left.", "url": f"{LINK}8", "date": MONDAY, "source": "Wire"}},
    "Mastodon": {"orderedItems": [{"id": "https://m.example/a", "type": "Create", "object": {"id": "https://m.example/1", "name": "Bridge", "url": LINK, "published": f"{MONDAY}T10:00:00Z", "content": f"<p>{CROSSED}</p>", "source": "Wire"}}]},
}  # fmt: skip


@pytest.mark.parametrize("program", EXPORTS)
def test_the_export_of_a_program_keeps_title_text_address_date_and_publisher(tmp_path: Path, program: str) -> None:
    found = read(tmp_path, "export.json", EXPORTS[program])

    assert said(found.drafts[0]) == ("Bridge", CROSSED, LINK, MONDAY)
    assert found.drafts[0].site == "Wire"
    assert [lost for reading in found.readings for lost in reading.lost] == []


def test_an_export_of_chats_joins_rich_text_keeps_the_moment_and_passes_the_lines_of_the_program_over(
    tmp_path: Path,
) -> None:
    messages = [
        {"id": 1, "type": "service", "date": "2025-10-05T10:00:00", "date_unixtime": "1759647600", "action": "create"},
        {"id": 2, "type": "message", "date": "2025-10-06T10:00:00", "date_unixtime": "1759734000", "from": "Port",
         "text": ["Open: ", {"type": "bold", "text": "40"}, " lorries have crossed."]},
    ]  # fmt: skip
    chats = {"chats": {"list": [{"name": "Port", "type": "public_channel", "id": 1, "messages": messages}]}}
    found = read(tmp_path, "result.json", chats)

    [draft] = found.drafts
    assert (draft.full_text.strip(), draft.site) == ("Open: 40 lorries have crossed.", "Port")
    assert draft.published == datetime(2025, 10, 6, 7, tzinfo=UTC)
    assert found.notes == ("result.json: 1 line of the program passed over",)


def test_an_archive_of_posts_is_read_from_its_script(tmp_path: Path) -> None:
    post = {"tweet": {"id_str": "1", "created_at": "2025-10-06T10:00:00Z", "full_text": "The bridge is open.",
                      "lang": "en", "entities": {"urls": [{"expanded_url": "https://elsewhere.example/x"}]}}}  # fmt: skip
    [draft] = read(tmp_path, "tweets.js", f"window.YTD.tweets.part0 = {json.dumps([post])}").drafts

    assert (draft.title, draft.url, str(draft.published)[:10]) == ("The bridge is open.", None, MONDAY)


def test_who_wrote_posts_is_not_taken_for_them(tmp_path: Path) -> None:
    users = [{"id": "9", "name": "The desk", "created_at": "2010-01-01T00:00:00Z", "description": CROSSED, "url": LINK}]
    posts = [{"id": "1", "text": ROW["text"], "created_at": f"{MONDAY}T10:00:00Z", "author_id": "9"}]

    [draft] = read(tmp_path, "answer.json", {"data": posts, "includes": {"users": users * 3}, "meta": {}}).drafts

    assert (draft.full_text.strip(), str(draft.published)[:10]) == (ROW["text"], MONDAY)


def test_a_post_in_two_languages_of_its_object_is_no_headline_and_no_loss(tmp_path: Path) -> None:
    note = {"url": LINK, "published": f"{MONDAY}T10:00:00Z", "content": f"<p>{CROSSED}</p>",
            "contentMap": {"en": f"<p>{CROSSED}</p>"}}  # fmt: skip
    row = {"type": "Create", "to": ["https://www.w3.org/ns/activitystreams#Public"], "object": note}

    found = read(tmp_path, "outbox.json", {"orderedItems": [row]})

    assert found.drafts[0].full_text.strip() == CROSSED
    assert [lost for reading in found.readings for lost in reading.lost] == []


def test_a_table_of_the_pages_of_a_knowledge_graph_gives_them_with_their_titles(tmp_path: Path) -> None:
    row = ["20251006010000-1", "20251006010000", "1", "Wire", LINK, *[""] * 21]
    row.append(
        "<PAGE_PRECISEPUBTIMESTAMP>20251005230000</PAGE_PRECISEPUBTIMESTAMP><PAGE_TITLE>Bridge &amp; road</PAGE_TITLE>"
    )

    [draft] = read(tmp_path, "gkg.csv", "\t".join(row)).drafts

    assert (draft.title, draft.url, draft.site, str(draft.published)[:10]) == (
        "Bridge & road",
        LINK,
        "Wire",
        "2025-10-05",
    )


def test_a_table_of_coded_events_gives_the_pages_it_points_to(tmp_path: Path) -> None:
    row = ["1"] * 61
    row[1], row[59], row[60] = "20251006", "20251006101500", "https://s.example/2025/bridge-opens-for-lorries"
    [draft] = read(tmp_path, "20251006.export.CSV", "\t".join(row) + "\n").drafts

    assert (draft.title, str(draft.published)[:10]) == ("bridge opens for lorries", MONDAY)
    assert draft.url == row[60]


ODD = ["qux", "field_7", "f2", "Ключ", "값", "zzTop", "x-9"]


@sweep(100)
@given(st.permutations(list(ROW)), st.permutations(ODD), st.booleans())
def test_any_keys_keep_text_date_title_and_address(order: list[str], keys: list[str], among_themselves: bool) -> None:
    rename = dict(zip(ROW, order if among_themselves else keys, strict=False))
    more = {keys[4]: "World", keys[5]: 17, keys[6]: "https://s.example/pictures/1.jpg"}
    row = {rename[fact]: ROW[fact] for fact in order} | more
    found = fields.facts(row, fields.plan([row], now=NOW))

    assert {fact: found[fact] for fact in ROW} == ROW


def test_a_headline_that_asks_is_a_title_and_neither_tags_nor_a_name_are() -> None:
    row = {"a": "Kim Min-su", "b": "Why the bridge matters now?", "c": ["bridge", "grain"], "d": ROW["text"]}

    assert fields.facts(row, fields.plan([row], now=NOW))["title"] == row["b"]


def test_a_moment_in_seconds_counts_where_its_name_says_so() -> None:
    row = {"title": "Bridge opens", "pubtime": 1759744800}

    assert fields.facts(row, fields.plan([row], now=NOW))["date"] == "1759744800"


def test_of_two_dates_under_odd_names_the_earlier_is_that_of_publication() -> None:
    row = {"a": "2025-10-09", "b": "2025-10-06", "c": "Bridge opens for lorries"}

    assert fields.facts(row, fields.plan([row], now=NOW))["date"] == "2025-10-06"


def test_an_id_of_ten_digits_under_an_odd_name_is_no_date() -> None:
    row = {"k": 1234567890, "title": "Bridge opens"}

    assert fields.facts(row, fields.plan([row], now=NOW))["date"] == ""


def test_a_longer_text_under_an_odd_name_goes_before_a_summary() -> None:
    row = {"title": "Bridge", "summary": "Lorries crossed a bridge.", "full_story_x": ROW["text"]}

    assert fields.facts(row, fields.plan([row], now=NOW))["text"] == ROW["text"]


def test_a_caption_is_never_taken_for_the_text() -> None:
    row = {"title": "Bridge", "image_caption": "Forty lorries stand in a long row before the bridge."}

    assert fields.facts(row, fields.plan([row], now=NOW))["text"] == ""


def test_a_single_document_with_a_list_of_authors_is_one_document() -> None:
    assert len(exports.rows({**ROW, "authors": [{"name": "A"}, {"name": "B"}]}).rows) == 1


# What is told


def test_a_key_that_is_empty_throughout_is_not_told() -> None:
    row = {**ROW, "notes": "", "tags": [], "shelf": "B7"}

    assert [column.name for column in fields.plan([row], now=NOW).unused] == ["shelf"]


def test_of_the_same_text_in_two_files_the_date_that_one_of_them_has_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{**ROW, "url": "", "date": ""}]))
    (tmp_path / "b.json").write_text(json.dumps([{**ROW, "url": ""}]))
    [draft] = extractors.read_corpus([tmp_path], now=NOW).drafts

    assert str(draft.published)[:10] == "2025-10-06"


@pytest.fixture
def home(tmp_path, monkeypatch):
    installed(tmp_path, monkeypatch)
    return tmp_path


def test_keys_that_were_not_used_and_documents_without_a_date_are_told(home: Path, capsys) -> None:
    (home / "a.json").write_text(json.dumps([{"title": "Bridge", "blurb": ROW["text"], "shelf": "B7", "rank": 3}]))

    assert answer(["import", str(home / "a.json")]) == 0
    out = capsys.readouterr().out
    assert "Of 1 document, 1 have no date, 1 have no address." in out
    assert "a.json: known by their values: text from “blurb”; --map decides otherwise" in out
    assert "a.json: keys not used: shelf, rank" in out


@pytest.mark.parametrize(("own", "asked"), [("kd:7", "kd:7"), (4711, "4711")])
def test_an_imported_document_is_traced_by_its_own_id(home: Path, capsys, own: object, asked: str) -> None:
    (home / "a.jsonl").write_text(json.dumps({"id": own, "title": "Bridge", "text": ROW["text"]}))
    assert answer(["import", str(home / "a.jsonl")]) == 0
    assert "keys not used" not in capsys.readouterr().out

    assert answer(["trace", asked, "--json"]) == 0

    assert json.loads(capsys.readouterr().out)["document"]["draft"]["own_id"] == asked


def test_an_import_that_lost_the_dates_of_most_items_fails_and_says_what_to_do(home: Path, capsys) -> None:
    (home / "a.json").write_text(json.dumps([{**ROW, "date": "", "pub_day": "Monday of that week"}]))

    assert answer(["import", str(home / "a.json")]) == 1
    out = capsys.readouterr().out
    assert "a.json: 1 of 1 item have no date, and what “pub_day” says was not used" in out
    assert "import again with --map date=pub_day; else with --map date=" in out
    assert answer(["import", str(home / "a.json"), "--map", "date="]) == 0


def test_a_person_decides_which_key_is_the_text(home: Path, capsys) -> None:
    (home / "a.json").write_text(
        json.dumps([{"title": "Bridge", "text": "Not this one.", "x": {"y": "But this one."}}])
    )

    assert answer(["import", str(home / "a.json"), "--map", "text=x.y", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["files"][0]["file"] == "a.json"
    assert told["files"][0]["unused"] == ["text"]
    assert told["missing"] == {"date": 1, "address": 1}


def test_a_key_that_no_item_has_is_refused_by_name(home: Path, capsys) -> None:
    (home / "a.json").write_text(json.dumps([ROW]))

    assert answer(["import", str(home / "a.json"), "--map", "text=nowhere"]) == 1
    assert "no key is called “nowhere”" in capsys.readouterr().out
    assert answer(["import", str(home / "a.json"), "--map", "nonsense"]) == 2
