"""From what a paper says to its PDF (PDF/A-2b), in the one font that is built for it.

A character that the font lacks is never printed as a box or left out: the paper is not made.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import typst
from fontTools.ttLib import TTFont

from server.papers.font import FILE, FOLDER
from sync.errors import NotImplementedHere

SHEETS = Path(__file__).parent / "sheets"


class MissingGlyph(NotImplementedHere):
    """The font of the papers lacks `character`."""

    def __init__(self, character: str) -> None:
        super().__init__(
            f"The font of the papers has no {character} (U+{ord(character):04X}): "
            "this paper has to be printed on the tablet."
        )
        self.character = character


def pdf(sheet: str, says: Mapping[str, Any]) -> bytes:
    """The paper laid out by `sheets/<sheet>.typ`; raises `MissingGlyph`."""
    check_glyphs(says)
    return typst.compile(
        SHEETS / f"{sheet}.typ",
        root=SHEETS,
        font_paths=[FOLDER],
        ignore_system_fonts=True,
        sys_inputs={"data": orjson.dumps(says).decode()},
        pdf_standards=["a-2b"],
    )


def check_glyphs(says: object) -> None:
    """Raises `MissingGlyph` for the first character of any text in it that the font lacks."""
    known = characters()
    for text in _texts(says):
        for character in text:
            if ord(character) not in known and not character.isspace():
                raise MissingGlyph(character)


@cache
def characters() -> frozenset[int]:
    """The code points that the font has."""
    with TTFont(FILE, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _texts(said: object) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, Mapping):
        for one in said.values():
            yield from _texts(one)
    elif isinstance(said, list | tuple):
        for one in said:
            yield from _texts(one)
