"""The pages the hub shows to people: each is a file beside this one, with its style in it."""

from pathlib import Path
from string import Template

_FOLDER = Path(__file__).parent


def page_template(name: str, style: str = "page") -> Template:
    """`<name>.html` with the style in it, for one round trip; its other `$names` are left to fill."""
    page, sheet = (_FOLDER / file for file in (f"{name}.html", f"{style}.css"))
    return Template(page.read_text(encoding="utf-8").replace("$style", sheet.read_text(encoding="utf-8")))
