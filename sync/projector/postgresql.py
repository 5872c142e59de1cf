"""What is of PostgreSQL alone: opening it, and telling when it is away."""

from typing import Any

from psycopg import OperationalError
from psycopg.types.string import StrDumper
from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, make_url, text

from schema.tables.reporting import READER, views
from sync.errors import Unavailable

SECONDS_TO_CONNECT = 5
SECONDS_AWAY = 5  # after which to ask again
_FOUND_DEAD = (  # a hub whose machine has gone keeps its lock for about a minute
    "-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3"
)


class TablesAway(Unavailable):
    """The database of the tables does not answer, or does not serve now. The documents are safe."""

    def __init__(self, reason: object) -> None:
        super().__init__(
            "The tables cannot be read just now: their database is away. Nothing is lost; try again soon.",
            SECONDS_AWAY,
        )
        self.why = " ".join(str(reason).split())  # for the log: it may name hosts and accounts


class _Text(StrDumper):
    """PostgreSQL holds no NUL in a text. One that somebody wrote must not hold up the tables."""

    def dump(self, obj: str) -> Any:
        return super().dump(obj.replace("\0", "\ufffd"))


def open_postgresql(url: str) -> Engine:
    """An engine whose connections raise `TablesAway` for what may pass by itself."""
    address = make_url(url).set(drivername="postgresql+psycopg")
    engine = create_engine(
        address,
        hide_parameters=True,
        pool_pre_ping=True,
        connect_args={"connect_timeout": SECONDS_TO_CONNECT, "options": _FOUND_DEAD},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: Any) -> None:
        connection.adapters.register_dumper(str, _Text)

    @event.listens_for(engine, "handle_error")
    def _tell(context: ExceptionContext) -> None:
        if context.is_disconnect or isinstance(context.original_exception, OperationalError):
            raise TablesAway(context.original_exception) from context.original_exception

    return engine


def let_reporters_read(connection: Connection) -> None:
    """Once there is an account for them: the views, and nothing else. SQLite has no accounts."""
    if connection.dialect.name == "sqlite":
        return
    known = text("select 1 from pg_roles where rolname = :name")
    if connection.scalar(known, {"name": READER}):
        connection.exec_driver_sql(f"grant select on {', '.join(views('postgresql'))} to {READER}")
