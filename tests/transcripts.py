"""Console transcripts in Markdown: `$` commands and the answers they promise."""

import os
import re
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One command and its promised answer, in which `…` stands for anything within a line."""

    command: str
    answer: str

    def is_kept_by(self, output: str) -> bool:
        pattern = re.escape(self.answer.strip()).replace("…", ".*?")
        return re.fullmatch(pattern, output.strip()) is not None


def exchanges(page: Path) -> list[Exchange]:
    """All exchanges of a page in order. A command may go on over lines while a quote is open."""
    found = []
    for block in _BLOCK.findall(page.read_text()):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, answer = _split(part.split("\n"))
            found.append(Exchange(command, answer))
    return found


def run(command: str, hub: str, path: str) -> str:
    """What the command prints, with `$HUB` as given and programs looked for in `path`."""
    environment = {**os.environ, "HUB": hub, "PATH": path}
    return subprocess.run(
        ["sh", "-c", command], env=environment, capture_output=True, text=True, check=True, timeout=60
    ).stdout


def _split(lines: list[str]) -> tuple[str, str]:
    for count in range(1, len(lines) + 1):
        command = "\n".join(lines[:count])
        try:
            shlex.split(command)
        except ValueError:  # a quote is still open
            continue
        return command, "\n".join(lines[count:])
    raise ValueError(f"the quotes of {lines[0]!r} never close")
