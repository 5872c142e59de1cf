"""Every command in docs/protocol.md and docs/portal.md gives the answer that the page promises."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live_hub import LiveHub
from tests.transcripts import Exchange, exchanges, run

ROOT = Path(__file__).parent.parent
PAGE, PORTAL_PAGE = ROOT / "docs" / "protocol.md", ROOT / "docs" / "portal.md"
WITHOUT_CURL = 8  # the first commands, which change nothing, show that our stand-in for curl answers the same


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[LiveHub]:
    hub = LiveHub(tmp_path / "data")
    hub.start("2021-06-08T09:00")
    yield hub
    hub.stop()


def stand_in(folder: Path) -> str:
    """A search path on which `curl` is our own."""
    script = folder / "curl"
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m tests.curl "$@"\n')
    script.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def test_the_page_tells_the_truth(hub: LiveHub, tmp_path: Path) -> None:
    promised = exchanges(PAGE)
    assert len(promised) > 40
    ours = stand_in(tmp_path)
    for exchange in promised[:WITHOUT_CURL]:
        check(exchange, hub, ours)
    for exchange in promised:
        check(exchange, hub, os.environ["PATH"] if shutil.which("curl") else ours)


def test_the_portals_page_tells_the_truth(hub: LiveHub, tmp_path: Path) -> None:
    promised = exchanges(PORTAL_PAGE)
    assert len(promised) == 3
    for exchange in promised:
        check(exchange, hub, os.environ["PATH"] if shutil.which("curl") else stand_in(tmp_path))


def check(exchange: Exchange, hub: LiveHub, path: str) -> None:
    output = run(exchange.command, hub.url, path)
    assert exchange.is_kept_by(output), f"$ {exchange.command}\n{output}\npromised:\n{exchange.answer}"


@pytest.mark.parametrize(
    ("answer", "output", "kept"),
    [
        ('{"rev":"1-a"}', '{"rev":"1-a"}\n', True),
        ('{"rev":"1-…"}', '{"rev":"1-abc"}\n', True),
        ('{"rev":"1-…"}', '{"rev":"2-abc"}\n', False),
        ("[\n…\n]", "[\none\n]\n", True),
        ("[\n…\n]", "[\none\ntwo\n]\n", False),
    ],
)
def test_an_answer_is_kept_when_all_but_the_wildcards_is_equal(answer: str, output: str, kept: bool) -> None:
    assert Exchange("", answer).is_kept_by(output) is kept
