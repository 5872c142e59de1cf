"""Lists of people or offices that come as CSV."""

from enum import Enum

import strawberry

from schema.graphql.problem import Problem


@strawberry.enum
class ImportAction(Enum):
    """What is done for a row."""

    CREATE = "create"
    CHANGE = "change"
    NOTHING = "nothing"


@strawberry.type
class ImportedRow:
    """`line` is the row's in the file, the header being 1; `key` is the sign-in name or the code in it, and
    `name` what the person or the office is called there; empty where the row does not say it."""

    line: int
    key: str
    name: str
    action: ImportAction
    problems: list[Problem]


@strawberry.type
class Imported:
    """What was done, or would be (`isWritten` false): all rows, or none while there is a problem anywhere.
    `problems` are those of the whole file. `initialPasswords` is a CSV of the people who are new, shown this
    once."""

    rows: list[ImportedRow]
    problems: list[Problem]
    is_written: bool
    initial_passwords: str | None
    pending: bool
