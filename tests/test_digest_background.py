"""What was known before: of the watched subject alone, in the reader's language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from tests.support.documents import shipped_watch
from tests.support.newsroom import Desk
from tumen import catalogue, pipeline
from tumen.analysis.digest.background import of_subject
from tumen.content import config_folder
from tumen.model import ChronicleEntry, Digest, DigestKind, Reader

PARTNERSHIP = ChronicleEntry(
    id="2024-06-19-treaty",
    date=date(2024, 6, 19),
    title="Putin and Kim Jong Un sign a treaty in Pyongyang",
    summary="The two leaders sign a treaty on a comprehensive strategic partnership.",
    storyline="treaty",
    actors=("putin", "kim-jong-un"),
    places=("pyongyang",),
)
EXAMPLE = Path(config_folder()) / "examples" / "armenia-azerbaijan.toml"


def first_digest(reader: Reader, watch: object = None) -> Digest:
    with Desk(chronicle=(PARTNERSHIP,)) as desk:
        desk.content = replace(desk.content, watch=watch or desk.content.watch)
        return pipeline.preview(desk.archive, desk.content, reader, desk.now)


def test_an_alert_tells_what_is_new_and_leaves_what_was_known_to_the_first_digest() -> None:
    reader = Reader(id="desk", name="Desk", alerts=True)
    with Desk(chronicle=(PARTNERSHIP,)) as desk:
        alert = pipeline.preview(desk.archive, desk.content, reader, desk.now, DigestKind.ALERT)
        desk.archive.digests.seal(alert, [])
        later = desk.now + timedelta(hours=1)
        first = pipeline.preview(desk.archive, desk.content, reader, later)

    assert alert.background == ()
    assert [one.headline for one in first.background] == [PARTNERSHIP.title]


def test_another_subjects_digest_shows_nothing_of_this_ones_chronicle() -> None:
    other = catalogue.load_watch(EXAMPLE)
    reader = Reader(id="caucasus", name="Caucasus")

    assert [one.headline for one in first_digest(reader).background] == [PARTNERSHIP.title]
    assert first_digest(reader, other).background == ()
    assert of_subject([PARTNERSHIP], shipped_watch().without_subject()) == ()


def test_one_name_that_the_subject_shares_with_another_is_not_enough() -> None:
    shared = replace(PARTNERSHIP, actors=("russia", "aliyev", "pashinyan"), places=())
    mostly = replace(PARTNERSHIP, actors=("russia", "kim-jong-un", "somebody", "somewhere"), places=())

    assert of_subject([shared, mostly], shipped_watch()) == (mostly,)


def test_an_entry_that_names_nobody_by_an_id_is_of_the_subject() -> None:
    plain = replace(PARTNERSHIP, actors=(), places=())

    assert of_subject([plain], shipped_watch()) == (plain,)


def test_a_readers_background_is_in_the_readers_language() -> None:
    (korean,) = first_digest(Reader(id="k", name="K", language="ko")).background
    (english,) = first_digest(Reader(id="e", name="E")).background

    assert korean.line is not None
    assert korean.line.language == "ko"
    assert "평양" in korean.told or "김정은" in korean.told
    assert korean.sentences == ()
    assert (english.line, english.sentences[0].text) == (None, PARTNERSHIP.summary)
