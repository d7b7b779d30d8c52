"""How a batch of units is written: together when all is well, one by one when something is not.

All rows of one kind go into one statement. Only when anything in the batch fails is it undone and
written again unit by unit.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from pos.domain.errors import Conflict, Corrupt, Refused, Trouble
from pos.storage.faults import meaning_of
from pos.storage.statements import Row, Statement, sql_of

Rows = Sequence[tuple[Statement, Row]]
Work = Callable[[Connection], Any]
Unit = Rows | Work
"""What is written all or nothing: rows, or a function that reads and writes."""

_UNFIT: Final = (UnicodeEncodeError, OverflowError)
"""A text or number that the driver cannot pass on: a stranger may have made it up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a unit ended."""

    result: Any = None
    failure: BaseException | None = None


class Pen:
    """Writes units, each as rows or as a function, so that a bad one fails alone."""

    def __init__(self, place: str, rows_at_once: int) -> None:
        self._place = place
        self._rows_at_once = rows_at_once
        self._texts: dict[tuple[int, int], str] = {}

    def commit(self, connection: Connection, units: Sequence[Unit]) -> Sequence[Outcome]:
        """What came of each unit, in the same order; the good ones are on the disk."""
        try:
            with connection.begin():
                return self._together(connection, units)
        except (SQLAlchemyError, Conflict, Refused, Corrupt, Trouble, *_UNFIT):
            return self._one_by_one(connection, units)

    def _together(self, connection: Connection, units: Sequence[Unit]) -> Sequence[Outcome]:
        self._write(connection, chain.from_iterable(u for u in units if not callable(u)))
        return [Outcome(result=u(connection) if callable(u) else None) for u in units]

    def _one_by_one(self, connection: Connection, units: Sequence[Unit]) -> Sequence[Outcome]:
        try:
            with connection.begin():
                return [self._alone(connection, unit) for unit in units]
        except SQLAlchemyError as why:
            return [Outcome(failure=meaning_of(why))] * len(units)

    def _alone(self, connection: Connection, unit: Unit) -> Outcome:
        try:
            with connection.begin_nested():
                return self._together(connection, [unit])[0]
        except (Conflict, Refused, Corrupt, Trouble) as why:
            return Outcome(failure=why)
        except IntegrityError as why:
            return Outcome(failure=meaning_of(why))
        except _UNFIT:
            return Outcome(failure=Trouble("The database cannot hold such a value"))

    def _write(self, connection: Connection, rows: Iterable[tuple[Statement, Row]]) -> None:
        by_statement: dict[int, tuple[Statement, list[Row]]] = {}
        for statement, row in rows:
            by_statement.setdefault(statement.rank, (statement, []))[1].append(row)
        for _, (statement, same) in sorted(by_statement.items()):
            self._write_same(connection, statement, same)

    def _write_same(self, connection: Connection, statement: Statement, rows: list[Row]) -> None:
        touched = 0
        try:
            for chunk in self._chunks(rows):
                values = tuple(chain.from_iterable(chunk))
                sql = self._text(statement, len(chunk))
                touched += connection.exec_driver_sql(sql, values).rowcount
        except IntegrityError as why:
            if statement.clash is None:
                raise
            raise statement.clash() from why
        if statement.missed is not None and touched != len(rows):
            raise statement.missed()

    def _chunks(self, rows: list[Row]) -> Iterator[list[Row]]:
        """The rows in few pieces: between any two the writer has to wait for its turn in Python."""
        for start in range(0, len(rows), self._rows_at_once):
            yield rows[start : start + self._rows_at_once]

    def _text(self, statement: Statement, rows: int) -> str:
        key = statement.rank, rows
        if key not in self._texts:
            self._texts[key] = sql_of(statement, rows, self._place)
        return self._texts[key]
