"""Lists as people's spreadsheets write them."""

import pytest

from schema.house.table import OFFICE_COLUMNS, PEOPLE_COLUMNS, read_table, write_table

CHINESE = "登录名,姓名,岗位,所在地代码\r\nli-1,李经办,经办人,500116001901\r\n"
ENGLISH = "area,role,NAME,displayName\n500116001901,经办人,li-1,李经办\n"
LI = {"name": "li-1", "displayName": "李经办", "role": "经办人", "area": "500116001901"}


@pytest.mark.parametrize("text", [CHINESE, ENGLISH, "\ufeff" + CHINESE])
def test_headers_in_either_language_and_in_any_order(text: str) -> None:
    table = read_table(text, PEOPLE_COLUMNS, "name")
    assert table.problems == []
    assert [(row.line, row.cells, row.problems) for row in table.rows] == [(2, LI, [])]


def test_a_row_is_named_by_the_line_where_it_begins() -> None:
    text = '登录名,姓名\nli-1,"李\n经办"\n\n ,\nwu-1,吴经办\n'
    table = read_table(text, PEOPLE_COLUMNS, "name")
    assert [(row.line, row.cells["name"]) for row in table.rows] == [(2, "li-1"), (6, "wu-1")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no-column"),
        ("姓名\n李\n", "no-column"),
        ("登录名,手机\nli-1,1\n", "unknown-column"),
        ("登录名,name\nli-1,li-1\n", "column-twice"),
        ("登录名,姓名\n", "no-rows"),
        ('登录名,姓名\nli-1,"李\n', "not-csv"),
    ],
)
def test_a_file_that_is_no_such_list_has_no_rows(text: str, told: str) -> None:
    table = read_table(text, PEOPLE_COLUMNS, "name")
    assert ([one.code for one in table.problems], table.rows) == ([told], [])


def test_what_is_wrong_with_a_row_is_told_at_the_row() -> None:
    table = read_table("代码,名称\n1,甲\n,乙\n1,丙\n2,丁,3\n", OFFICE_COLUMNS, "code")
    told = [(row.line, [one.code for one in row.problems]) for row in table.rows]
    assert told == [(2, []), (3, ["blank"]), (4, ["row-twice"]), (5, ["too-many-cells"])]
    assert "2" in table.rows[2].problems[0].zh


@pytest.mark.parametrize("code", ["5.00116E+11", "5E+11", "5.00116e+11"])
def test_a_code_that_a_spreadsheet_took_for_a_number_is_told(code: str) -> None:
    (row,) = read_table(f"代码,名称\n{code},甲\n", OFFICE_COLUMNS, "code").rows
    assert [one.code for one in row.problems] == ["excel-number"]
    assert code in row.problems[0].zh


def test_what_is_written_is_read_again() -> None:
    text = write_table(("登录名", "姓名"), [("li-1", '李"经,办')])
    (row,) = read_table(text, PEOPLE_COLUMNS, "name").rows
    assert row.cells == {"name": "li-1", "displayName": '李"经,办'}
