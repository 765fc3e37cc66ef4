"""What a person gets wrong in a configuration file is named by file, table and key."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from tumen.catalogue import strict
from tumen.catalogue.strict import Key
from tumen.errors import ConfigError


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


SHAPE = {
    "id": Key(strict.ident),
    "colour": Key(strict.one_of(Colour), Colour.RED),
    "every": Key(strict.span, timedelta(hours=1)),
    "on": Key(strict.flag, True),
    "size": Key(strict.whole(1, 9), 1),
    "since": Key(strict.day, None),
    "words": Key(strict.each(strict.text), ()),
    "links": Key(strict.many({"href": Key(strict.address), "name": Key(strict.text, "x")}, unique="name"), ()),
    "extra": Key(strict.mapping(strict.text), {}),
}


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "things.toml"
    path.write_text(text, encoding="utf-8")
    return path


def loaded(path: Path) -> list[dict[str, Any]]:
    data = strict.read(path)
    strict.only(data, {"thing"}, file=str(path))
    return strict.rows(data, "thing", SHAPE, file=str(path))


def test_a_right_file_comes_back_exact_with_its_defaults(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '[[thing]]\nid = "a"\ncolour = "blue"\nevery = "30m"\nsince = 2024-06-19\nwords = ["x"]\n'
        'links = [{href = "https://example.org/a?b=1"}]\n[thing.extra]\nanything = "goes"\n',
    )

    [thing] = loaded(path)

    assert thing["colour"] is Colour.BLUE
    assert thing["every"] == timedelta(minutes=30)
    assert thing["since"] == date(2024, 6, 19)
    assert thing["words"] == ("x",)
    assert thing["links"] == ({"href": "https://example.org/a?b=1", "name": "x"},)
    assert thing["extra"] == {"anything": "goes"}
    assert (thing["on"], thing["size"]) == (True, 1)


WRONG = [
    ('id = "a"\ncolor = "red"', "thing[1] 'a'.color", "did you mean 'colour'"),
    ('colour = "red"', "thing[1].id", "is missing"),
    ('id = "A B"', "thing[1] 'A B'.id", "lower-case"),
    ('id = "a"\ncolour = "green"', "thing[1] 'a'.colour", "one of red, blue"),
    ('id = "a"\nevery = "soon"', "thing[1] 'a'.every", "length of time"),
    ('id = "a"\nevery = 5', "thing[1] 'a'.every", "length of time"),
    ('id = "a"\non = "yes"', "thing[1] 'a'.on", "true or false"),
    ('id = "a"\nsize = true', "thing[1] 'a'.size", "number"),
    ('id = "a"\nsize = 10', "thing[1] 'a'.size", "between 1 and 9"),
    ('id = "a"\nsize = 1.5', "thing[1] 'a'.size", "whole number"),
    ('id = "a"\nsince = "2024"', "thing[1] 'a'.since", "a date"),
    ('id = "a"\nsince = 2024-06-19T00:00:00Z', "thing[1] 'a'.since", "a date"),
    ('id = "a"\nwords = ["ok", ""]', "thing[1] 'a'.words[2]", "not empty"),
    ('id = "a"\nwords = "ok"', "thing[1] 'a'.words", "a list"),
    ('id = "a"\nlinks = [{href = "ftp://x/"}]', "thing[1] 'a'.links[1].href", "http"),
    ('id = "a"\nlinks = [{href = "http://me:pw@x/"}]', "thing[1] 'a'.links[1].href", "password"),
    ('id = "a"\nlinks = [{href = "http://a b/"}]', "thing[1] 'a'.links[1].href", "http"),
    ('id = "a"\nlinks = [{href = "http://x/"}, {href = "http://y/"}]', "thing[1] 'a'.links[2].name", "twice"),
    ('id = "a"\nextra = {n = 1}', "thing[1] 'a'.extra.n", "text"),
    ('id = "a"\n[[thing]]\nid = "a"', "thing[2] 'a'.id", "already used by thing[1]"),
    ('id = "a"\n[other]\nx = 1', "other", "unknown key"),
]


@pytest.mark.parametrize(("body", "key", "reason"), WRONG)
def test_a_mistake_is_named_by_file_key_and_reason(tmp_path: Path, body: str, key: str, reason: str) -> None:
    path = written(tmp_path, f"[[thing]]\n{body}\n")

    with pytest.raises(ConfigError) as caught:
        loaded(path)

    assert caught.value.file == str(path)
    assert caught.value.key == key
    assert reason in caught.value.reason


def test_a_file_that_is_missing_or_not_toml_is_a_config_error(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.toml", written(tmp_path, "[[thing]\n")):
        with pytest.raises(ConfigError) as caught:
            strict.read(path)

        assert caught.value.file == str(path)
        assert caught.value.reason


def test_a_single_table_is_checked_like_a_row() -> None:
    with pytest.raises(ConfigError) as caught:
        strict.table({"size": "x", "id": "a"}, SHAPE, file="f.toml", name="limits")

    assert caught.value.key == "limits.size"
