"""People and offices from a CSV: shown first, then written all or none. Given twice, it is done once."""

from collections.abc import Sequence

from schema.graphql.importing import ImportAction, Imported, ImportedRow
from schema.graphql.problem import Problem
from schema.house.offices import KINDS, TOWNSHIP
from schema.house.people import ROLES
from schema.house.problems import Problem as Found
from schema.house.problems import problem
from schema.house.steps import Step
from schema.house.table import OFFICE_COLUMNS, PEOPLE_COLUMNS, Row, read_table, write_table
from server.graphql.context import Info
from server.house import offices, people

_ROLES = {**{zh: role for role, zh in ROLES.items()}, **{role: role for role in ROLES}}
_KINDS = {
    **{zh: kind for kind, zh in KINDS.items()},
    **{kind: kind for kind in (*KINDS, TOWNSHIP)},
    **dict.fromkeys(("镇街", "镇", "街道", "乡"), TOWNSHIP),
    "村社区": "community",
}


async def import_people(info: Info, csv: str, dry_run: bool = True) -> Imported:
    """A cell that is empty leaves what is known of somebody as it is."""
    table = read_table(csv, PEOPLE_COLUMNS, "name")
    if table.problems:
        return _unread(table.problems)
    context, wrong = info.context, _any_wrong(table.rows)
    wishes = [
        people.Wish(
            row.cells.get("name", ""),
            row.cells.get("displayName"),
            _word(_ROLES, row.cells.get("role")),
            row.cells.get("area"),
        )
        for row in table.rows
    ]
    steps, passwords = await context.hub.people.bring_in(context.principal, wishes, dry_run=dry_run or wrong)
    known = {step.document["name"]: step.document for step in steps}
    slips = [(name, known[name]["displayName"], password) for name, password in passwords.items()]
    slip = write_table(("登录名", "姓名", "初始密码"), slips) if slips else None
    return await _imported(info, "hub", table.rows, steps, dry_run=dry_run, slip=slip)


async def import_sites(info: Info, csv: str, dry_run: bool = True) -> Imported:
    """Townships have 9 digits, or end with 000; they count for the sites of the same file."""
    table = read_table(csv, OFFICE_COLUMNS, "code")
    if table.problems:
        return _unread(table.problems)
    wishes = [
        offices.Wish(
            row.cells.get("code", ""),
            row.cells.get("name"),
            row.cells.get("nameEn"),
            _word(_KINDS, row.cells.get("kind")),
        )
        for row in table.rows
    ]
    _tell_one_office_twice(table.rows, wishes)
    dry = dry_run or _any_wrong(table.rows)
    steps = await info.context.hub.offices.bring_in(wishes, dry_run=dry)
    return await _imported(info, "reference", table.rows, steps, dry_run=dry_run)


def _tell_one_office_twice(rows: Sequence[Row], wishes: Sequence[offices.Wish]) -> None:
    """A township may be named by itself and by its desk."""
    lines: dict[str, int] = {}
    for row, wish in zip(rows, wishes, strict=True):
        first = lines.setdefault(wish.site, row.line)
        if first != row.line and not row.problems:
            row.problems.append(problem("code", "row-twice", line=first))


def _word(words: dict[str, str], text: str | None) -> str | None:
    """What is no such word stays as it is, and is told to be none."""
    return None if text is None else words.get(text.casefold(), text)


def _any_wrong(rows: Sequence[Row]) -> bool:
    return any(row.problems for row in rows)


def _unread(problems: Sequence[Found]) -> Imported:
    return Imported(
        rows=[], problems=Problem.of(problems), is_written=False, initial_passwords=None, pending=False
    )


async def _imported(
    info: Info,
    database: str,
    rows: Sequence[Row],
    steps: Sequence[Step],
    *,
    dry_run: bool,
    slip: str | None = None,
) -> Imported:
    told = [_told(*both) for both in zip(rows, steps, strict=True)]
    is_written = not dry_run and not any(row.problems for row in told)
    return Imported(
        rows=told,
        problems=[],
        is_written=is_written,
        initial_passwords=slip,
        pending=is_written and not await info.context.hub.projector.shown(database),
    )


def _told(row: Row, step: Step) -> ImportedRow:
    """A row that names nobody has no other problem."""
    key, name = ("name", "displayName") if step.document["type"] == "user" else ("code", "name")
    return ImportedRow(
        line=row.line,
        key=row.cells.get(key, ""),
        name=row.cells.get(name, ""),
        action=ImportAction(step.action.value),
        problems=Problem.of(row.problems or step.problems),
    )
