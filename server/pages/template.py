"""The pages the hub shows to people: each is a file beside this one, and all wear one style."""

from pathlib import Path
from string import Template

_FOLDER = Path(__file__).parent


def page_template(name: str) -> Template:
    """`<name>.html` with the style in it, for one round trip; its other `$names` are left to fill."""
    page, style = (_FOLDER / file for file in (f"{name}.html", "page.css"))
    return Template(page.read_text(encoding="utf-8").replace("$style", style.read_text(encoding="utf-8")))
