"""A range of ids in the order of reading."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Ids from `start` to `end`; with `descending` `start` is the greater one."""

    start: str | None = None
    end: str | None = None
    inclusive_end: bool = True
    descending: bool = False
    limit: int | None = None
    skip: int = 0

    def condition(self, column: str) -> tuple[str, list[str | int]]:
        """What follows a first condition in a query over `column`, and its values."""
        lower, upper = (self.end, self.start) if self.descending else (self.start, self.end)
        text = ""
        values: list[str | int] = []
        for bound, sign, exact in (
            (lower, ">", self.inclusive_end or not self.descending),
            (upper, "<", self.inclusive_end or self.descending),
        ):
            if bound is not None:
                text += f" AND {column} {sign}{'=' if exact else ''} ?"
                values.append(bound)
        text += f" ORDER BY {column} {'DESC' if self.descending else 'ASC'} LIMIT ? OFFSET ?"
        return text, [*values, -1 if self.limit is None else self.limit, self.skip]
