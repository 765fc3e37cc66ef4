"""Statements that are asked again and again: written once for a database, and given to its driver as they are.

SQLAlchemy takes a fifth of a millisecond to put a statement together and its rows into shape; SQLite finds a row by its
key in a fiftieth. A page asks a dozen.
"""

from __future__ import annotations

import json
from collections import namedtuple
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import BindParameter, ColumnElement, Connection, Dialect, Select, TextClause
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import UserDefinedType

Convert = Callable[[Any], Any]


class Prepared:
    """A statement whose values are given by the names of its `bindparam`s."""

    def __init__(self, statement: Select[Any] | TextClause) -> None:
        self._statement = statement
        self._written: dict[str, _Written] = {}

    def __str__(self) -> str:
        return str(self._statement)

    def rows(self, connection: Connection, **values: Any) -> Sequence[Any]:
        """All rows, each with its columns by name; its driver's errors are SQLAlchemy's, as of any other."""
        dialect = connection.dialect
        written = self._written.get(dialect.name)
        if written is None:
            written = self._written[dialect.name] = _write(self._statement, dialect)
        if not connection.in_transaction():
            connection.begin()
        driver: Any = connection.connection.driver_connection
        try:
            found = driver.execute(written.sql, written.given(values)).fetchall()
        except dialect.loaded_dbapi.Error as e:
            raise DBAPIError.instance(
                written.sql, None, e, dialect.loaded_dbapi.Error, hide_parameters=True, dialect=dialect
            ) from e
        return [written.read(row) for row in found]

    def first(self, connection: Connection, **values: Any) -> Any:
        """The first row; None where there is none."""
        found = self.rows(connection, **values)
        return found[0] if found else None

    def scalars(self, connection: Connection, **values: Any) -> list[Any]:
        """The first column of all rows."""
        return [row[0] for row in self.rows(connection, **values)]

    def scalar(self, connection: Connection, **values: Any) -> Any:
        """The first column of the first row; None where there is none."""
        found = self.rows(connection, **values)
        return found[0][0] if found else None


def among(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Whether a column has one of several texts or numbers; they come as one value, so that it is one statement."""
    return _Among(column, BindParameter(name, type_=_Several()))


class _Several(UserDefinedType[Any]):
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Convert:
        return _as_json if dialect.name == "sqlite" else list


def _as_json(values: Collection[Any]) -> str:
    return json.dumps(list(values))


class _Among(ColumnElement[bool]):
    inherit_cache = False

    def __init__(self, column: ColumnElement[Any], values: BindParameter[Any]) -> None:
        self.sought: Final = column
        self.values: Final = values


@compiles(_Among, "sqlite")
def _among_of_sqlite(given: _Among, compiler: SQLCompiler, **how: Any) -> str:
    return f"{compiler.process(given.sought, **how)} IN (SELECT value FROM json_each({_value(given, compiler, how)}))"


@compiles(_Among)
def _among_of_others(given: _Among, compiler: SQLCompiler, **how: Any) -> str:
    return f"{compiler.process(given.sought, **how)} = ANY({_value(given, compiler, how)})"


def _value(given: _Among, compiler: SQLCompiler, how: dict[str, Any]) -> str:
    return compiler.process(given.values, **how)


@dataclass(frozen=True, slots=True)
class _Written:
    """A statement for one database: its text, its values with their conversions, and what makes a row of one."""

    sql: str
    standing: dict[str, Any]
    order: tuple[str, ...] | None
    into: dict[str, Convert]
    read: Convert

    def given(self, values: dict[str, Any]) -> Any:
        """The values as the driver takes them."""
        made = {**self.standing, **values}
        for name, convert in self.into.items():
            made[name] = convert(made[name])
        return made if self.order is None else [made[name] for name in self.order]


def _write(statement: Select[Any] | TextClause, dialect: Dialect) -> _Written:
    compiled: Any = statement.compile(dialect=dialect)
    kinds = {name: bind.type.dialect_impl(dialect) for name, bind in compiled.binds.items() if name in compiled.params}
    into = {name: convert for name, kind in kinds.items() if (convert := kind.bind_processor(dialect)) is not None}
    order = tuple(compiled.positiontup) if compiled.positiontup is not None else None
    standing = {name: value for name, value in compiled.params.items() if value is not None}
    return _Written(str(compiled), standing, order, into, _reader(statement, dialect))


def _reader(statement: Select[Any] | TextClause, dialect: Dialect) -> Convert:
    if isinstance(statement, TextClause):
        return tuple
    columns = list(statement.selected_columns)
    names = [str(column.key) for column in columns]
    row: Any = namedtuple("row", names, rename=True)  # type: ignore[misc]
    kinds = [column.type.dialect_impl(dialect) for column in columns]
    out = [(n, convert) for n, kind in enumerate(kinds) if (convert := kind.result_processor(dialect, None))]
    if not out:
        made_of: Convert = row._make
        return made_of

    def read(given: Sequence[Any]) -> Any:
        made = list(given)
        for n, convert in out:
            made[n] = convert(made[n])
        return row._make(made)

    return read
