"""The committed vectors are what the code says today: changing a meaning changes a file people review."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from schema.facts import catalogue
from schema.fold import case_machine
from tests.vectors.generate import FILES, HERE, as_text
from tests.vectors.histories import histories, write

APP = Path(__file__).parents[2] / "clients" / "sample_app"
# What belongs to no case, what no fold reads, and the wrapping of a copy.
WITHOUT_EFFECT = {
    "publicity",
    "self-check",
    "rectification",
    "outage",
    "reissue-wish",
    "wish-over",
    "inspection",
    "complaint",
    "reply",
    "complaint-withdrawal",
    "copy",
}


@pytest.mark.parametrize("file", FILES)
def test_committed_vectors_are_what_the_code_says(file: str) -> None:
    assert (HERE / file).read_text(encoding="utf-8") == as_text(FILES[file]())


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = histories(300)["rows"]
    return made


def test_histories_reach_every_state_and_most_go_wrong_somewhere(rows: list[dict[str, Any]]) -> None:
    cases = [row["case"] for row in rows if row["case"]]
    states = {case["state"] for case in cases}
    assert states == {"in-review", *(row["to"] for row in case_machine())} - {""}
    assert sum(bool(case["violations"]) for case in cases) > len(cases) / 2
    filled = {name for case in cases for name, value in case.items() if value}
    assert filled == set(cases[0])


def test_histories_hold_every_fact_and_order_of_a_case(rows: list[dict[str, Any]]) -> None:
    types = {
        one["fact"]["type"] if one["type"] == "copy" else one["type"] for row in rows for one in row["facts"]
    }
    of_cases = {*catalogue()["types"], *catalogue()["orders"]} - WITHOUT_EFFECT
    assert types >= of_cases


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1, 11))
def test_twenty_thousand_histories_fold_alike_in_both_languages(tmp_path: Path, seed: int) -> None:
    file = tmp_path / "histories.json"
    write(file, 2000, seed)
    command = ["npx", "vitest", "run", "test/domain/histories.test.ts"]
    environment = {**os.environ, "YICI_HISTORIES": str(file)}
    done = subprocess.run(command, cwd=APP, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]
