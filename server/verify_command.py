"""`yici verify`: by the tables of a data directory, or with no hub, by files that anybody can fetch."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from schema.district_keys import DistrictKeys, from_jwks
from schema.revocations import Revocations, are_the_districts
from schema.tables import Checkpoint, RevocationList
from schema.verification import judge_token
from server.cannot_serve import CannotServe
from server.clock import HubClock
from server.settings import Settings
from server.verification import Finding, finding_of, verify_certificate
from sync.projector.database import open_projection, table_of
from sync.projector.district_keys import district_keys
from sync.projector.postgresql import TablesAway

_NAME_IT = "name its directory with --data-dir, or the two files with --keys and --revocations"
EXIT_CODES = {  # by status
    "valid": 0,
    "void": 2,
    "revoked-block": 2,
    "expired-credential": 2,
    "altered": 3,
    "unknown-yet": 4,
}


def verify_token(settings: Settings, token: str, keys: Path | None, revocations: Path | None) -> Finding:
    """Check a certificate by the tables in the data directory, whether a hub is running or not; or by
    `/.well-known/district-keys.json` and `/.well-known/revocations.json` as they were saved.

    The file that is not given is the data directory's own, as of now. Where the lists lack a township's,
    nobody knows whether its certificates are void. Raises `CannotServe` where there are no tables, and for a
    file that is not what it should be.
    """
    if not (keys or revocations):
        with _tables(settings) as connection:
            return verify_certificate(connection, token, "")
    if keys and revocations:
        known = _keys_in(keys)
        return finding_of(judge_token(token, known, _revocations_in(revocations, known)))
    with _tables(settings) as connection:
        known = _keys_in(keys) if keys else district_keys(connection)
        lists = _revocations_in(revocations, known) if revocations else _revocations_now(connection)
    return finding_of(judge_token(token, known, lists))


@contextmanager
def _tables(settings: Settings) -> Iterator[sqlalchemy.Connection]:
    projection = open_projection(settings.projection_url)
    try:
        if not _has_tables(projection):
            raise CannotServe(f"{settings.data_dir} holds no hub's tables: {_NAME_IT}")
        with projection.connect() as connection:
            yield connection
    finally:
        projection.dispose()


def _has_tables(projection: sqlalchemy.Engine) -> bool:
    try:
        return sqlalchemy.inspect(projection).has_table(table_of(Checkpoint).name)
    except OperationalError as error:
        raise CannotServe(f"no hub's tables can be opened ({error.orig}): {_NAME_IT}") from error
    except TablesAway as away:
        raise CannotServe(f"no hub's tables can be opened ({away.why}): {_NAME_IT}") from away


def _keys_in(path: Path) -> DistrictKeys:
    try:
        return from_jwks(_json_in(path))
    except ValueError as error:
        raise CannotServe(f"{path} holds no district keys: {error}") from error


def _revocations_in(path: Path, keys: DistrictKeys) -> Revocations:
    documents = _json_in(path)
    if not isinstance(documents, list):
        raise CannotServe(f"{path} holds no list of revocations")
    for document in documents:
        if not are_the_districts(document, keys):
            raise CannotServe(f"{path}: the list of {_township(document)} {_why_not(document, keys)}")
    return Revocations.of(documents)


def _revocations_now(connection: sqlalchemy.Connection) -> Revocations:
    now = HubClock().text()
    held = connection.scalars(select(table_of(RevocationList).c.members))
    return Revocations.of({**members, "at": now} for members in held)


def _why_not(document: Any, keys: DistrictKeys) -> str:
    named = str(document.get("kid", "")) if isinstance(document, dict) else ""
    if named and named not in {kid.hex() for kid in keys}:
        return f"is signed by the key {named}, which is not among the keys: fetch the keys file again"
    return "is not signed by the district"


def _township(document: Any) -> str:
    return str(document.get("township", "nobody")) if isinstance(document, dict) else "nobody"


def _json_in(path: Path) -> Any:
    try:
        return orjson.loads(path.read_bytes())
    except OSError as error:
        raise CannotServe(f"{path} cannot be read: {error.strerror}") from error
    except orjson.JSONDecodeError as error:
        raise CannotServe(f"{path} is no JSON: {error}") from error
