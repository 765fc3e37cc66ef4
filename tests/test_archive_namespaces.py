"""What the archive can do stands in its class, where `help`, mypy and an editor find it."""

from __future__ import annotations

import inspect
import pydoc
import typing

import pytest

from tests.support.values import NOON, document
from tumen.model import HealthState, Quarantined, SourceHealth
from tumen.storage import Archive

pytest_plugins = ["tests.support.postgres"]

NAMESPACES = {name: typing.get_args(hint)[0] for name, hint in typing.get_type_hints(Archive).items()}


def public(kind: type) -> dict[str, object]:
    return {name: held for name, held in vars(kind).items() if not name.startswith("_")}


def test_help_names_every_namespace_and_what_it_is_for() -> None:
    text = pydoc.plain(pydoc.render_doc(Archive))

    for name, kind in NAMESPACES.items():
        assert f"* `{name}`: " in text
        assert f"Final[{kind.__name__}]" in repr(Archive.__annotations__[name])
    assert {"documents", "sources", "developments", "digests", "ledger", "circuits", "outbox"} <= set(NAMESPACES)


def test_an_open_archive_has_the_namespaces_of_its_class_and_no_others(archive: Archive) -> None:
    held = {name: type(value) for name, value in vars(archive).items() if not name.startswith("_")}

    assert held == NAMESPACES


@pytest.mark.parametrize("kind", [Archive, *NAMESPACES.values()], ids=lambda kind: kind.__name__)
def test_every_public_method_of_a_namespace_says_what_it_promises(kind: type) -> None:
    assert kind.__doc__
    for name, held in public(kind).items():
        assert (inspect.getdoc(held) or "").strip(), f"{kind.__name__}.{name}"


@pytest.mark.parametrize("kind", NAMESPACES.values(), ids=lambda kind: kind.__name__)
def test_no_method_of_a_namespace_takes_or_gives_what_belongs_to_the_database(kind: type) -> None:
    for name, held in public(kind).items():
        hints = repr(typing.get_type_hints(held))

        assert "sqlalchemy" not in hints, f"{kind.__name__}.{name}"


def test_documents_added_by_themselves_are_those_of_a_whole_reply(archive: Archive) -> None:
    added = archive.documents.add([document("a")], now=NOON)
    again = archive.add([document("a"), document("b")], now=NOON)

    assert (added.new, again.new, again.known) == (("a",), ("b",), 1)
    assert archive.documents.find("a") == document("a")


def test_a_reply_that_cannot_be_kept_leaves_nothing_of_itself(archive_url: str) -> None:
    def refuse(name: str) -> None:
        if name == "add":
            raise OSError("disk full")

    with Archive.open(archive_url, on_commit=refuse) as archive, pytest.raises(Exception, match="disk full"):
        archive.add(
            [document("a")],
            quarantined=[Quarantined(source_id="kcna", raw_id=None, reason="no title", excerpt="…")],
            health=SourceHealth(source_id="kcna", state=HealthState.OK),
            now=NOON,
        )

    with Archive.open(archive_url) as archive:
        assert archive.documents.find("a") is None
        assert archive.sources.quarantined() == []
        assert archive.sources.healths() == {}
