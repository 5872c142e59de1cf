"""What `yici replicate` shows while it runs."""

import io
from dataclasses import replace

from rich.console import Console

from server.replication_progress import ReplicationProgress
from sync.checkpoints import Statistics
from sync.document import WriteResult
from sync.errors import Unavailable

DONE = Statistics(500, 30, 30, 29, 1, 2, 3 * 2**20)
SEQ = "12345-0123456789"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_log_has_a_line_now_and_then_and_one_when_all_is_there() -> None:
    shown, clock = io.StringIO(), Clock()
    with ReplicationProgress(Console(file=shown, soft_wrap=True), clock) as progress:
        for second in range(25):
            clock.now = float(second)
            progress.shown(DONE, SEQ, 1000 - second)
        for written in (31, 31, 32):
            progress.shown(replace(DONE, docs_written=written), SEQ, 0)
    lines = shown.getvalue().splitlines()
    left = [int(line.rpartition(", ")[2].partition(" ")[0]) for line in lines]
    assert left == [1000, 990, 980, 0, 0]
    assert lines[1] == (
        "checked 500, missing 30, read 30, written 29, refused 1, gone 2, 3.0 MiB at 307.2 KiB/s, "
        "up to 12345-012345, 990 to go"
    )


def test_what_goes_wrong_is_told_at_once() -> None:
    shown = io.StringIO()
    with ReplicationProgress(Console(file=shown, soft_wrap=True)) as progress:
        progress.refused(WriteResult("visit:[1]", "", "forbidden", "no"))
        progress.waiting(Unavailable("The road is cut."), 2.4)
    assert shown.getvalue().splitlines() == [
        "refused visit:[1]: forbidden no",
        "The road is cut. Trying again in 2 s.",
    ]


def test_on_a_terminal_a_bar_shows_the_same() -> None:
    shown = io.StringIO()
    with ReplicationProgress(Console(file=shown, force_terminal=True, width=300)) as progress:
        progress.shown(DONE, SEQ, 500)
        progress.refused(WriteResult("x", "", "forbidden", "no"))
    assert "500 to go" in shown.getvalue()
    assert "refused x: forbidden no" in shown.getvalue()
