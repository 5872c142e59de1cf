"""What should not have been, as people are told of it."""

import strawberry

from schema.graphql.case_number import number_of
from schema.graphql.context import Row
from schema.graphql.people import mask_numbers
from schema.graphql.scalars import Moment, ViolationKind
from schema.violations import Sentence, attempt_sentence, sentence


@strawberry.type
class Violation:
    """What should not have been. `fact` is the document; `refused` if it was never stored.
    `reason` is Chinese, `reasonEn` English."""

    kind: ViolationKind
    rule: str
    reason: str
    reason_en: str
    fact: strawberry.ID
    refused: bool
    case: strawberry.ID | None
    site: str
    at: Moment
    by: str
    case_no: str | None = strawberry.field(resolver=number_of)

    @classmethod
    def from_row(cls, row: Row) -> "Violation":
        """From a row of `violation`, or from one of `refusal` that was made to look like it."""
        kind = ViolationKind(row["kind"])
        told = _told(kind, row)
        return cls(
            kind=kind,
            rule=row["rule"],
            reason=told.zh,
            reason_en=told.en,
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


def _told(kind: ViolationKind, row: Row) -> Sentence:
    if kind is ViolationKind.WITHOUT_EFFECT:
        return sentence(row["document"], row["rule"], row["detail"])
    detail = mask_numbers(row["detail"])
    if kind is ViolationKind.REFUSED:  # in the words it was refused with, on the day
        return Sentence(detail, f"{row['rule']}: the hub did not store it")
    if kind is ViolationKind.ATTEMPT:
        return attempt_sentence(row["rule"], detail)
    return Sentence(
        "R05 备注提到流动人口、户籍地或外地户口，请核查",
        "R05 a remark tells where somebody is from; look at it",
    )
