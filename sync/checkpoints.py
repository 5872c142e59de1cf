"""How far a replication has come, kept by both of its ends.

The document has Apache CouchDB's form (`session_id`, `source_last_seq`, `history`), so people and tools that
read one read ours. Neither end is believed alone: where one was restored or made anew, the sessions that both
remember end earlier or not at all, and replication goes on from there.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import uuid4

import rfc8785

from sync.engine import Database, Peer
from sync.errors import Conflict, InstanceChanged

VERSION = 1  # of the identity; raise it when anything in it changes its meaning
_SESSIONS = 50  # remembered, as in Apache CouchDB
_Log = dict[str, Any]


class End(NamedTuple):
    """A database where it is: one end of a replication."""

    peer: Peer
    name: str

    @property
    def database(self) -> Database:
        return self.peer.database(self.name)


@dataclass(slots=True)
class Statistics:
    """What a replication has done since it was started, in Apache CouchDB's words.

    `missing_checked` counts revisions the target was asked about, `missing_found` those it lacked,
    `doc_write_failures` those it refused, `docs_gone` those the source had listed and no longer held when it
    was asked for them, `bytes_read` the bodies and attachments of all that were read.
    """

    missing_checked: int = 0
    missing_found: int = 0
    docs_read: int = 0
    docs_written: int = 0
    doc_write_failures: int = 0
    docs_gone: int = 0
    bytes_read: int = 0


class Selection(NamedTuple):
    """Which documents travel, by their ids. The name is part of the checkpoint's, to tell choices apart."""

    name: str
    wants: Callable[[str], bool]


def replication_id(source: End, target: End, selection: Selection | None = None) -> str:
    """The name of the checkpoint: of two databases, by whatever addresses they are reached."""
    identity: _Log = {
        "version": VERSION,
        "source": {"instance": source.peer.instance, "database": source.name},
        "target": {"instance": target.peer.instance, "database": target.name},
    }
    if selection:
        identity["selection"] = selection.name
    return f"yici-{VERSION}-{hashlib.sha256(rfc8785.dumps(identity)).hexdigest()[:32]}"


class Checkpoints:
    """The two documents of one replication, and this session in them."""

    def __init__(self, source: End, target: End, selection: Selection | None = None) -> None:
        self._id = replication_id(source, target, selection)
        self._ends = (target.database, source.database)
        self._session = uuid4().hex
        self._started = _now()
        self._since = "0"  # where this session began
        self._history: list[_Log] = []
        self._recorded: str | None = None

    async def resume(self) -> str:
        """Where to go on: the last point that both ends remember, else the beginning."""
        there, here = [await database.get_local(self._id) or {} for database in self._ends]
        since, history = common(here, there)
        if since != self._recorded:  # what was recorded so far is no longer what both are agreed on
            self._session, self._since, self._recorded = uuid4().hex, since, None
        self._history = [entry for entry in history if entry["session_id"] != self._session]
        return since

    async def record(self, seq: str, done: Statistics) -> None:
        """Both ends remember that everything up to `seq` is in the target, durably.

        InstanceChanged when one of them has forgotten this session: what it was given may be gone too.
        """
        entry = {
            "session_id": self._session,
            "start_time": self._started,
            "end_time": _now(),
            "start_last_seq": self._since,
            "end_last_seq": seq,
            "recorded_seq": seq,
            **asdict(done),
        }
        log = {
            "session_id": self._session,
            "source_last_seq": seq,
            "replication_id_version": VERSION,
            "history": [entry, *self._history][:_SESSIONS],
        }
        if self._recorded is not None:
            for database in self._ends:
                if await database.get_local(self._id) is None:
                    raise InstanceChanged(f"Database {database.name} was made anew in the meantime.")
        for database in self._ends:
            await _replace(database, self._id, log)
        self._recorded = seq


def common(source: _Log, target: _Log) -> tuple[str, list[_Log]]:
    """The newest point that two logs share and the history that led there; ("0", []) for none."""
    known = {entry["session_id"]: entry for entry in _sessions(target)}
    past = list(_sessions(source))
    for age, entry in enumerate(past):
        other = known.get(entry["session_id"])
        if other is not None:
            # Within a session what was checked only grows: of two records the smaller is the earlier.
            agreed = min(entry, other, key=lambda each: each.get("missing_checked", 0))
            return str(agreed["recorded_seq"]), [agreed, *past[age + 1 :]]
    return "0", []


def _sessions(log: _Log) -> Iterator[_Log]:
    """What reads like one: whoever may read a database may write anything there."""
    history = log.get("history")
    for entry in history if isinstance(history, list) else []:
        if not isinstance(entry, dict) or "recorded_seq" not in entry:
            continue
        if isinstance(entry.get("session_id"), str) and isinstance(entry.get("missing_checked", 0), int):
            yield entry


async def _replace(database: Database, doc_id: str, log: _Log) -> None:
    """Write it over whatever is there: another process may be replicating the same pair."""
    while True:
        held = await database.get_local(doc_id)
        try:
            await database.put_local(doc_id, {**log, "_rev": held["_rev"]} if held else log)
        except Conflict:
            continue
        return


def _now() -> str:
    return datetime.now(UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")
