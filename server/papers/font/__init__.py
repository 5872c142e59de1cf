"""The one font of all papers. `make setup` makes it: a paper looks the same wherever it is printed."""

from pathlib import Path

FOLDER = Path(__file__).parent
FAMILY = "Yici Sans"
FILE = FOLDER / "YiciSans.ttf"
