"""QR codes as pictures."""

from io import BytesIO

import segno

_QUIET = 4  # modules, as QR wants them around it
_PIXELS = 4  # a module, where nobody says how wide


def qr(text: str) -> str:
    """Black on white as SVG, level M, with its quiet zone."""
    drawn = BytesIO()
    code = segno.make_qr(text, error="m", boost_error=False)
    code.save(drawn, kind="svg", scale=_PIXELS, border=_QUIET, light="#fff", xmldecl=False)
    return drawn.getvalue().decode()
