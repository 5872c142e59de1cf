"""Makes `YiciSans.ttf` from the pieces in which npm has Noto Sans SC (SIL Open Font License 1.1).

A web page loads the pieces it needs; a layout engine that gets them as they are takes glyphs of one for those
of another. So they become one font, of one weight, without the tables that only shaped scripts need.
"""

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from server.papers.font import FAMILY, FILE, FOLDER

PIECES = FOLDER / "node_modules" / "@fontsource-variable" / "noto-sans-sc" / "files"
_WEIGHT = 400
_LEFT_OUT = ("GSUB", "GPOS", "GDEF", "vhea", "vmtx", "BASE", "VORG", "STAT")
_NAMES = {1: FAMILY, 16: FAMILY, 2: "Regular", 17: "Regular", 4: FAMILY, 6: FAMILY.replace(" ", "")}


def build(pieces: Path, target: Path) -> int:
    """Write the font; how many characters it has."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [str(path) for path in _of_one_weight(pieces, Path(folder))]
        font = Merger(options=Options(drop_tables=[])).merge(paths)
    for record in font["name"].names:
        record.string = _NAMES.get(record.nameID, record.string)
    font["OS/2"].usWeightClass = _WEIGHT
    unfinished = target.with_suffix(".part")
    font.save(unfinished)
    unfinished.replace(target)
    return len(font.getBestCmap())


def _of_one_weight(pieces: Path, folder: Path) -> Iterator[Path]:
    for piece in sorted(pieces.glob("*-wght-normal.woff2")):
        plain = folder / f"{piece.stem}.ttf"
        with TTFont(piece) as font:
            instancer.instantiateVariableFont(font, {"wght": _WEIGHT}, inplace=True)
            for table in _LEFT_OUT:
                if table in font:
                    del font[table]
            font.flavor = None
            font.save(plain)
        yield plain


if __name__ == "__main__":
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # each piece tells which tables it lacks
    build(PIECES, FILE)
