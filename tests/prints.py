"""A QR as a printer makes it, as it looks after a year in a drawer, and as a scanner sees it then."""

import random
from collections.abc import Iterator

import segno
from PIL import Image, ImageChops, ImageFilter

from schema.token import write_token
from tests.people import MR_ZHAO, MRS_ZHAO
from tests.tablet import Tablet

PRINTER_DPI = 300
MM_PER_INCH = 25.4
_QUIET = 4  # modules
_PAPER, _INK = 232, 62  # of grey, where toner has gone pale
_SPECKS = 0.004  # of all dots, each white and black
_TURN, _BLUR, _NOISE = 3.0, 0.8, 8.0  # degrees, dots of the scan, levels of grey

HAN = "阿卜杜热合曼买提吐尔逊赵明周芳欧阳诸葛尉迟𠮷龘"
LATIN = "ABDURAHMAN·MEHMET ÁRVÍZTŰRŐ Nguyễn-Łukasz'"


def addresses(url: str, count: int) -> Iterator[str]:
    """As they stand in QRs, with names of all lengths up to the cut and beyond, in both alphabets."""
    chance = random.Random(1)
    for n in range(count):
        letters = (HAN, LATIN)[n % 2]
        most = 20 if letters is HAN else 50
        his, hers = ("".join(chance.choices(letters, k=2 + (most - 2) * n // (count - 1))) for _ in range(2))
        tablet = Tablet()
        husband, wife = {**MR_ZHAO, "name": his}, {**MRS_ZHAO, "name": hers}
        fact = tablet.certificate(tablet.application(husband, wife), husband, wife, n + 1)
        yield f"{url}/V/".upper() + write_token(fact, tablet.credential, tablet.key)


def printed(text: str, mm: float) -> Image.Image:
    """At 300 dots an inch; `mm` is the width of the symbol without its quiet zone."""
    code = segno.make_qr(text, error="m", boost_error=False)
    rows = [[255 * (not dark) for dark in row] for row in code.matrix_iter(border=_QUIET)]
    picture = Image.new("L", (len(rows), len(rows)))
    picture.putdata([level for row in rows for level in row])
    dots = round(mm / MM_PER_INCH * PRINTER_DPI * len(rows) / (len(rows) - 2 * _QUIET))
    return picture.resize((dots, dots), Image.Resampling.NEAREST)


def worn(print_: Image.Image, seed: int) -> Image.Image:
    """The print pale and full of specks, scanned at 150 dots an inch, askew, a little blurred, with noise."""
    old = print_.point([_INK + level * (_PAPER - _INK) // 255 for level in range(256)])
    chance = random.Random(seed)
    for level in (_INK, 255):
        for _ in range(int(_SPECKS * old.width * old.height)):
            old.putpixel((chance.randrange(old.width), chance.randrange(old.height)), level)
    scan = old.resize((old.width // 2, old.height // 2), Image.Resampling.BOX)
    turned = scan.rotate(_TURN, Image.Resampling.BICUBIC, expand=True, fillcolor=_PAPER)
    blurred = turned.filter(ImageFilter.GaussianBlur(_BLUR))
    return ImageChops.add(blurred, Image.effect_noise(blurred.size, _NOISE), scale=1, offset=-128)
