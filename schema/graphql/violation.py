"""What should not have been, as people are told of it."""

import strawberry

from schema.graphql.context import Row
from schema.graphql.people import mask_numbers
from schema.graphql.scalars import Moment, ViolationKind


@strawberry.type
class Violation:
    """What should not have been. `fact` is the document; `refused` if it was never stored."""

    kind: ViolationKind
    rule: str
    reason: str
    fact: strawberry.ID
    refused: bool
    case: strawberry.ID | None
    site: str
    at: Moment
    by: str

    @classmethod
    def from_row(cls, row: Row) -> "Violation":
        """From a row of `violation`, or from one of `refusal` that was made to look like it."""
        kind = ViolationKind(row["kind"])
        return cls(
            kind=kind,
            rule=row["rule"],
            reason=_REASONS[kind].format(mask_numbers(row["detail"])),
            fact=row["document"],
            refused=kind is ViolationKind.REFUSED,
            case=row["case_id"] or None,
            site=row["site"],
            at=Moment(row["at"]),
            by=row["by"],
        )

    @classmethod
    def from_refusal(cls, row: Row) -> "Violation":
        """From a row of `refusal`."""
        return cls.from_row(
            {
                **row,
                "kind": "refused",
                "document": row["doc_id"],
                "detail": row["reason"],
                "site": row["database"].removeprefix("site-"),
            }
        )


_REASONS = {
    ViolationKind.WITHOUT_EFFECT: "办件状态为 {} 时，该记录不产生效力。",
    ViolationKind.REFUSED: "{}",
    ViolationKind.ATTEMPT: "平板已拦下：{}",
    ViolationKind.REMARK: "备注提到流动人口、户籍地或外地户口，请核查。",
}
