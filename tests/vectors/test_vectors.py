"""The committed vectors are what the code says today: changing a meaning changes a file people review."""

import pytest

from tests.vectors.generate import FILES, HERE, as_text
from tests.vectors.histories import histories


@pytest.mark.parametrize("file", FILES)
def test_committed_vectors_are_what_the_code_says(file: str) -> None:
    assert (HERE / file).read_text(encoding="utf-8") == as_text(FILES[file]())


def test_histories_reach_every_state_and_most_go_wrong_somewhere() -> None:
    cases = [row["case"] for row in histories(500)]
    states = {case["state"] for case in cases}
    assert states == {"draft", "notified", "accepted", "issued", "closed", "withdrawn"}
    assert sum(bool(case["violations"]) for case in cases) > len(cases) / 2
