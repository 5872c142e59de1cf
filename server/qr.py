"""QR codes as pictures."""

from io import BytesIO

import segno

_QUIET = 4  # modules, as QR wants them around it


def qr(text: str) -> str:
    """Black on white as SVG, level M, with its quiet zone; as wide as where it stands."""
    drawn = BytesIO()
    code = segno.make_qr(text, error="m", boost_error=False)
    code.save(drawn, kind="svg", border=_QUIET, light="#fff", xmldecl=False, omitsize=True)
    return drawn.getvalue().decode()
