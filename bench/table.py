"""A table that reads well on a terminal and in Markdown alike."""

import unicodedata
from dataclasses import dataclass, field


@dataclass(slots=True)
class Table:
    title: str
    header: list[str]
    rows: list[list[str]] = field(default_factory=list)
    note: str = ""

    def __str__(self) -> str:
        cells = [self.header, *self.rows]
        widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
        lines = [_line(row, widths) for row in cells]
        rule = "|" + "|".join("-" * (width + 1) + (":" if n else "-") for n, width in enumerate(widths)) + "|"
        parts = [f"### {self.title}", "\n".join([lines[0], rule, *lines[1:]])]
        return "\n\n".join([*parts, self.note] if self.note else parts)


def _line(cells: list[str], widths: list[int]) -> str:
    """The first column stands left, figures stand right."""
    padded = []
    for n, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        space = " " * (width - _width(cell))
        padded.append(space + cell if n else cell + space)
    return "| " + " | ".join(padded) + " |"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
