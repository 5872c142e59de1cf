"""The bytes of a CSV as somebody's spreadsheet saved it."""

from pathlib import Path

from server.cannot_serve import CannotServe

_ENCODINGS = ("utf-8-sig", "gb18030")  # what Excel in China writes is no UTF-8 unless somebody chose that


def read_text(path: Path) -> str:
    """Raises `CannotServe` for a file that is not there or is no text."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CannotServe(f"{path} cannot be read: {error.strerror}") from error
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CannotServe(f"{path} is no text in UTF-8 or GB18030: save it as CSV")
