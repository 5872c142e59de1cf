"""Lists as spreadsheets write them: CSV with a header in Chinese or English, its columns in any order."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from schema.house.problems import Problem, problem

if TYPE_CHECKING:
    from _csv import Reader as _Reader

Columns = Mapping[str, Sequence[str]]  # by field, the names its column may have; the first is the one to tell

PEOPLE_COLUMNS: Columns = {
    "name": ("登录名", "用户名", "name"),
    "displayName": ("姓名", "displayName", "display name"),
    "role": ("岗位", "角色", "role"),
    "area": ("所在地代码", "所在地", "area"),
}
OFFICE_COLUMNS: Columns = {
    "code": ("代码", "区划代码", "code"),
    "name": ("名称", "name"),
    "nameEn": ("英文名称", "英文名", "nameEn", "english name"),
    "kind": ("类别", "kind"),
}

_MADE_OF_A_CODE = re.compile(r"[0-9](\.[0-9]+)?E\+[0-9]+", re.IGNORECASE)  # 5.00116E+11


@dataclass(frozen=True, slots=True)
class Row:
    """`line` is where it begins in the file; `cells` by field, stripped, those that are empty left out."""

    line: int
    cells: dict[str, str]
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Table:
    """With problems there are no rows."""

    rows: list[Row]
    problems: list[Problem]


def read_table(text: str, columns: Columns, key: str) -> Table:
    """The rows of a CSV. `key` is the field that names each; a row without any cell is left out."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        header = next(reader, [])
        fields, problems = _fields(header, columns, key)
        if problems:
            return Table([], problems)
        rows = list(_rows(_lines(reader), fields, key))
    except csv.Error:
        return Table([], [problem("", "not-csv", line=reader.line_num)])
    return Table(rows, [] if rows else [problem("", "no-rows")])


def write_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A CSV that a Chinese Excel opens as it is."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([header, *rows])
    return "\ufeff" + out.getvalue()


def _fields(header: Sequence[str], columns: Columns, key: str) -> tuple[list[str], list[Problem]]:
    """The field of each column, empty for one without a name."""
    by_name = {name.casefold(): field_ for field_, names in columns.items() for name in names}
    known = "、".join(names[0] for names in columns.values())
    fields, problems = [], []
    for cell in header:
        name = cell.strip()
        found = by_name.get(name.casefold(), "")
        if name and not found:
            problems.append(problem("", "unknown-column", column=name, known=known))
        elif found and found in fields:
            problems.append(problem(found, "column-twice", column=name))
        fields.append(found)
    if key not in fields:
        problems.append(problem(key, "no-column", column=columns[key][0]))
    return fields, problems


def _rows(lines: Iterable[tuple[int, list[str]]], fields: list[str], key: str) -> Iterator[Row]:
    seen: dict[str, int] = {}
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        given = {
            name: text.strip() for name, text in zip(fields, cells, strict=False) if name and text.strip()
        }
        row = Row(line, given)
        if any(cell.strip() for cell in cells[len(fields) :]):
            row.problems.append(problem("", "too-many-cells"))
        for name in ("code", "area"):
            if _MADE_OF_A_CODE.fullmatch(given.get(name, "")):
                row.problems.append(problem(name, "excel-number", given=given[name]))
        if key not in given:
            row.problems.append(problem(key, "blank"))
        elif given[key] in seen:
            row.problems.append(problem(key, "row-twice", line=seen[given[key]]))
        else:
            seen[given[key]] = line
        yield row


def _lines(reader: "_Reader") -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it begins at: a cell may have several."""
    begins = reader.line_num + 1
    for cells in reader:
        yield begins, cells
        begins = reader.line_num + 1
