"""The table is whole: what is tried here stands in docs/threat-model.md, and nothing else."""

from tests.adversary.table import DOCUMENT, all_attempts, as_written


def test_the_threat_model_lists_every_attempt() -> None:
    written = DOCUMENT.read_text(encoding="utf-8")
    assert written == as_written(written), "run `python -m tests.adversary.table`"


def test_no_fewer_than_thirty_are_tried_and_none_twice() -> None:
    tried = [one.tried for one in all_attempts()]
    assert len(tried) >= 30
    assert len(tried) == len(set(tried))
