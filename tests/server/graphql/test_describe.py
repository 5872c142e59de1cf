"""The schema explains itself, to who reads English and to who reads Chinese."""

import re
from pathlib import Path

import pytest

from server.graphql.api import api
from server.graphql.describe import WORDS, parts_of

CHINESE, LATIN = re.compile("[\u4e00-\u9fff]"), re.compile("[A-Za-z]{2}")
PARTS = dict(parts_of(api._schema))


def test_every_part_is_explained_in_both_languages() -> None:
    """Words for what is new go into `schema/graphql/words/`."""
    said = {coordinate: part.description or "" for coordinate, part in PARTS.items()}
    assert [one for one, text in said.items() if not CHINESE.search(text)] == []
    assert [one for one, text in said.items() if not LATIN.search(text)] == []


@pytest.mark.parametrize("file", sorted(WORDS.glob("*.txt")), ids=lambda file: file.stem)
def test_there_are_no_words_for_what_is_not_there(file: Path) -> None:
    lines = [line.partition(" = ")[0] for line in file.read_text("utf-8").splitlines() if " = " in line]
    assert len(lines) == len(set(lines))
    assert [line for line in lines if "*" not in line and line not in PARTS] == []


def test_words_of_a_part() -> None:
    assert (PARTS["Query.overdueCases"].description or "").endswith("超期的、或几个工作日内到期的办件。")
    assert PARTS["Case.site"].description == "Where it was opened. 收件窗口。"
    assert PARTS["Event.site"].description == "The code of the site. 窗口代码。"
    assert (PARTS["Query.kpi(items:)"].description or "").startswith("Of these items")
    assert PARTS["KpiName.OVERDUE_RATE"].description == "K4 Overdue. 超期率。"
