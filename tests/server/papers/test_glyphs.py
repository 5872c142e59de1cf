"""The glyphs on a page are those of its characters, told by their pixels.

A font put together wrongly shows other characters than it says: the text of the PDF is right and the paper is
false. So each character on a page is compared with a rendering of the same character alone, by another engine
and from the piece of the font as it was published.
"""

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageOps, ImageStat

from server.papers.font.build import PIECES
from server.papers.kinds import paper
from server.papers.render import characters
from tests.server.papers.held import samples

_SCALE = 6  # pixels a point
_SIDE = 32
_ALIKE, _OTHERS = 45.0, 25  # mean difference of the same glyph at most; wrong ones that each is tried with


@cache
def _pieces() -> dict[int, Path]:
    """By code point."""
    found = {}
    for path in sorted(PIECES.glob("*-wght-normal.woff2")):
        with TTFont(path, lazy=True) as piece:
            found.update(dict.fromkeys(piece.getBestCmap(), path))
    return found


def _ink(picture: Image.Image) -> Image.Image:
    """What is drawn, white on black, cut out and brought to one size."""
    drawn = ImageOps.autocontrast(ImageChops.invert(picture.convert("L")))
    box = drawn.point(lambda level: 255 if level > 64 else 0).getbbox()
    return drawn.crop(box).resize((_SIDE, _SIDE), Image.Resampling.LANCZOS)


@cache
def _alone(character: str) -> Image.Image:
    font = ImageFont.truetype(str(_pieces()[ord(character)]), 120)
    font.set_variation_by_axes([400])
    picture = Image.new("L", (200, 240), 255)
    ImageDraw.Draw(picture).text((30, 20), character, font=font, fill=0)
    return _ink(picture)


def _on_the_page(content: bytes) -> Iterator[tuple[str, Image.Image]]:
    """Each ideograph once, as it is on the first page."""
    with pypdfium2.PdfDocument(content) as document:
        page = document[0]
        text, height = page.get_textpage(), page.get_height()
        picture = page.render(scale=_SCALE).to_pil()
        seen = set()
        for place in range(text.count_chars()):
            character = text.get_text_range(place, 1)
            if character in seen or not "一" < character <= "鿿":  # 一 is a line of any length
                continue
            seen.add(character)
            left, bottom, right, top = text.get_charbox(place)
            box = (left - 0.2, height - top - 0.2, right + 0.2, height - bottom + 0.2)
            yield character, _ink(picture.crop([round(edge * _SCALE) for edge in box]))


def _difference(one: Image.Image, other: Image.Image) -> float:
    mean: float = ImageStat.Stat(ImageChops.difference(one, other)).mean[0]
    return mean


def test_every_ideograph_of_every_paper_is_drawn_as_itself() -> None:
    found: dict[str, Image.Image] = {}
    for sample in samples():
        found.update(_on_the_page(paper(sample.kind, sample.held)))
    assert len(found) > 250
    chance = random.Random(1)
    for character, drawn in found.items():
        own = _difference(drawn, _alone(character))
        others = chance.sample(sorted(found.keys() - {character}), _OTHERS)
        nearest = min(_difference(drawn, _alone(other)) for other in others)
        assert own < _ALIKE, f"{character} is drawn otherwise: {own}"
        assert own < nearest, f"{character} looks more like another"


def test_a_wrong_glyph_would_be_seen() -> None:
    """What the comparison is worth: no two of these, alike as they are, pass for each other."""
    for one, other in ("未末", "己已", "土士", "日曰", "证征", "育肓"):
        assert _difference(_alone(one), _alone(other)) > _difference(_alone(one), _alone(one))
    assert _difference(_alone("食"), _alone("检")) > _ALIKE


def test_the_font_has_all_that_its_pieces_have() -> None:
    assert characters() == _pieces().keys()
    assert len(characters()) > 13_000


@pytest.mark.parametrize("name", ["欧阳娜娜", "龚翀", "李昊堃", "赵翾", "尉迟璟", "王鑫淼", "单于喆"])
def test_names_as_they_are_given_can_be_printed(name: str) -> None:
    assert {ord(character) for character in name} <= characters()
