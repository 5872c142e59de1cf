"""An engine whose process is killed after it has written so many documents."""

from collections.abc import Sequence
from typing import Any

from sync.document import Revision, WriteResult
from sync.engine import Engine


class Killed(BaseException):
    """Nothing of the hub runs after this: no handler for failures either."""


class DyingEngine:
    """Writes documents one by one as they come, and only so many."""

    def __init__(self, engine: Engine, documents: int) -> None:
        self._engine = engine
        self.left = documents

    def database(self, name: str) -> "_DyingDatabase":
        return _DyingDatabase(self, self._engine.database(name))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)


class _DyingDatabase:
    def __init__(self, engine: DyingEngine, database: Any) -> None:
        self._engine = engine
        self._database = database

    async def bulk_docs(self, revisions: Sequence[Revision], *, new_edits: bool) -> list[WriteResult]:
        """An engine over HTTP may be through half of them."""
        results: list[WriteResult] = []
        for revision in revisions:
            if not self._engine.left:
                raise Killed
            self._engine.left -= 1
            results += await self._database.bulk_docs([revision], new_edits=new_edits)
        return results

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)
