"""The page for people says what the definitions say."""

from pathlib import Path

from schema.kpi.definitions import definitions
from schema.kpi.document import document

PAGE = Path(__file__).parents[3] / "docs" / "kpi.md"


def test_the_page_is_made_from_the_definitions() -> None:
    assert PAGE.read_text(encoding="utf-8") == document(), "python -m schema.kpi.document > docs/kpi.md"


def test_every_figure_is_on_it() -> None:
    assert all(f"(`{name}`)" in document() for name in definitions())
