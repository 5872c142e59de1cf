"""The projection's database: opening it, making its tables, reading and replacing rows."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar, TypeVarTuple

from sqlalchemy import Connection, Engine, Table, and_, create_engine, event, insert, make_url, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import SQLModel

from schema.tables import Projection
from schema.tables.reporting import views
from sync.projector.postgresql import open_postgresql

ROWS_AT_ONCE = 500
AFTER_ALL_NAMES = "["  # the character after "Z": a device is named by its site's code and two more
Row = dict[str, Any]
Value = TypeVar("Value")
Given = TypeVarTuple("Given")


def open_projection(url: str) -> Engine:
    """An engine for `url`: SQLite or PostgreSQL."""
    if make_url(url).get_backend_name() == "postgresql":
        return open_postgresql(url)
    return _open_sqlite(url)


def _open_sqlite(url: str) -> Engine:
    """It waits for its own writer, and syncs rarely: all of it can be made again."""
    engine = create_engine(url, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: Any) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA busy_timeout=10000")

    return engine


def table_of(model: type[SQLModel]) -> Table:
    """The Core table of a SQLModel class: batches need no sessions."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


def is_made_from(connection: Connection, identity: str) -> bool:
    """Whether the tables are there and were filled from the documents named by `identity`."""
    if not connection.dialect.has_table(connection, table_of(Projection).name):
        return False
    return connection.scalar(select(table_of(Projection).c.identity)) == identity


def make_anew(connection: Connection, identity: str) -> None:
    """Drop all tables and views and make them again, empty."""
    made = views(connection.dialect.name)
    for name in made:
        connection.exec_driver_sql(f"drop view if exists {name}")
    SQLModel.metadata.drop_all(connection)
    SQLModel.metadata.create_all(connection)
    for statement in made.values():
        connection.exec_driver_sql(statement)
    connection.execute(insert(table_of(Projection)), {"identity": identity})


async def read_tables(
    projection: Engine, read: Callable[[Connection, *Given], Value], *given: *Given
) -> Value:
    """What `read` finds, all of one moment: in a thread and with a connection of its own."""

    def connected() -> Value:
        with projection.connect() as connection:
            if projection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN")  # its driver begins none before something is written
            else:
                connection.execution_options(isolation_level="REPEATABLE READ")
            return read(connection, *given)

    return await asyncio.to_thread(connected)


def within(column: ColumnElement[str], area: str) -> ColumnElement[bool]:
    """Whether a site's (or device's) code lies in an area of 6, 9 or 12 digits."""
    return and_(column >= area, column < area + AFTER_ALL_NAMES)


def replace(connection: Connection, model: type[SQLModel], rows: Sequence[Row]) -> None:
    """Write rows over those with the same primary key; of several such `rows` the last one stays."""
    if not rows:
        return
    table = table_of(model)
    (key,) = table.primary_key.columns
    by_key = {row[key.name]: row for row in rows}
    delete_keys(connection, model, by_key)
    connection.execute(insert(table), list(by_key.values()))


def delete_keys(connection: Connection, model: type[SQLModel], keys: Iterable[str]) -> None:
    """Delete the rows with these primary keys."""
    table = table_of(model)
    (key,) = table.primary_key.columns
    for some in in_parts(keys):
        connection.execute(table.delete().where(key.in_(some)))


def in_parts(values: Iterable[Value]) -> list[list[Value]]:
    """Lists short enough for one IN."""
    given = list(values)
    return [given[start : start + ROWS_AT_ONCE] for start in range(0, len(given), ROWS_AT_ONCE)]


def dump(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """All rows but the checkpoints, ordered by primary key: two projections are the same if these are."""
    with engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in SQLModel.metadata.sorted_tables
            if table.name not in ("checkpoint", "projection")
        }
