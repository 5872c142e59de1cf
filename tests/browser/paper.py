"""Reading a printed paper as its holder would: the words on it, and what a phone's camera finds in its QR."""

from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import zxingcpp
from PIL import Image
from PIL.ImageFilter import GaussianBlur

PRINTER_DPI = 300


def words_on(pdf: Path) -> str:
    """The text of all pages without white space: titles are spaced out for the eye."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def qr_on(pdf: Path) -> str:
    """The text of the one QR code on the first page, rendered as a printer would."""
    (text,) = qrs_on(pdf)
    return text


def qrs_on(pdf: Path) -> list[str]:
    """The texts of all QR codes on the first page, rendered as a printer would."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=PRINTER_DPI / 72).to_pil()
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def worn(pdf: Path, dpi: int = 150) -> Image.Image:
    """The first page as it comes out of a pocket: a coarse printer, put down 3° askew, slightly blurred."""
    with pypdfium2.PdfDocument(pdf) as document:
        page: Image.Image = document[0].render(scale=dpi / 72).to_pil().convert("L")
    askew = page.rotate(3, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    return askew.filter(GaussianBlur(0.6))


def qr_in(picture: Image.Image) -> str:
    """The text of the one QR code in a picture."""
    (code,) = zxingcpp.read_barcodes(picture)
    return code.text
