"""The adversary's table, from the tests themselves: `python -m tests.adversary.table` writes it."""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

DOCUMENT = Path(__file__).parents[2] / "docs" / "threat-model.md"
BEGIN, END = "<!-- attempts: begin -->", "<!-- attempts: end -->"
ATTEMPTS: list["Attempt"] = []
Test = TypeVar("Test", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Attempt:
    """`tried`: what somebody does; `answered`: what the program says to it; `seen`: where people see it."""

    module: str
    tried: str
    answered: str
    seen: str


def attempt(tried: str, *, answered: str, seen: str) -> Callable[[Test], Test]:
    """Marks the test that makes an attempt, and finds that it is answered so."""

    def keep(test: Test) -> Test:
        ATTEMPTS.append(Attempt(test.__module__, tried, answered, seen))
        return test

    return keep


def all_attempts() -> list[Attempt]:
    """Those of every file of this folder, in the order in which they stand there."""
    import tests.adversary as here

    for module in sorted(found.name for found in pkgutil.iter_modules(here.__path__)):
        if module.startswith("test_"):
            importlib.import_module(f"tests.adversary.{module}")
    return sorted(ATTEMPTS, key=lambda one: one.module)


def as_written(document: str) -> str:
    """The document with the table as it is."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    rows = [
        f"| {n} | {one.tried} | {one.answered} | {one.seen} |"
        for n, one in enumerate(all_attempts(), start=1)
    ]
    head = ["| | Tried | Answered | Seen |", "|---|---|---|---|"]
    return f"{before}{BEGIN}\n" + "\n".join([*head, *rows]) + f"\n{END}{after}"


if __name__ == "__main__":
    import tests.adversary.table as imported  # the one that the tests register with

    DOCUMENT.write_text(imported.as_written(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
