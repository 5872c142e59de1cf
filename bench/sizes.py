"""`python -m bench.sizes DIR`: what the cases of a data directory take on the disk. Reads only."""

import contextlib
import sqlite3
import sys
from dataclasses import dataclass
from pathlib import Path

_FACTS = "SELECT count(*) FROM fact WHERE case_id IS NOT NULL AND case_id != ''"


@dataclass(frozen=True, slots=True)
class Sizes:
    """A case, on average."""

    cases: int
    documents: float
    facts: float
    store_bytes: float  # with indexes and attachments
    table_bytes: float

    def __str__(self) -> str:
        return (
            f"{self.cases:,} cases; each {self.documents:.1f} documents, {self.facts:.1f} of them facts, "
            f"{self.store_bytes:,.0f} bytes of store and {self.table_bytes:,.0f} of tables"
        )


def sizes_of(data_dir: Path) -> Sizes:
    """A hub may run on it."""
    store, tables = data_dir / "documents.sqlite3", data_dir / "projection.sqlite3"
    cases, facts = _count(tables, "SELECT count(*) FROM casefile"), _count(tables, _FACTS)
    documents = _count(store, "SELECT sum(docs) FROM databases")
    return Sizes(cases, documents / cases, facts / cases, _bytes(store) / cases, _bytes(tables) / cases)


def _count(file: Path, question: str) -> int:
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        found: int = database.execute(question).fetchone()[0]
        return found


def _bytes(file: Path) -> int:
    """Of the pages that are used: what is left when all that is free is given back."""
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        asked = ("page_count", "freelist_count", "page_size")
        pages, free, size = (database.execute(f"PRAGMA {one}").fetchone()[0] for one in asked)
        return int((pages - free) * size)


if __name__ == "__main__":
    print(sizes_of(Path(sys.argv[1])))
