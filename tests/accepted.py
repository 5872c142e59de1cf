"""Cases up to their acceptance, of the items that an office has homework for."""

from tests.people import CHILD, JIANGJIN, MRS_ZHAO, Person, person
from tests.tablet import Tablet

FURTHER, ONLY = "guide:further-birth:2021-7", "guide:only-child:2021-7"
MR_CHEN = person("陈亮", "999999198803121012", JIANGJIN)
BOTH = ("husband", "wife")
FURTHER_PAPERS = (
    *(f"{code}:{whom}" for code in ("M11", "M15c") for whom in BOTH),
    *(f"{code}:couple" for code in ("M12", "M15a", "M15b")),
    "M15d:child-1/child-page",
    "M17:wife",
)
ONLY_PAPERS = ("M11:husband", "M11:wife", "M21:couple", "M22:couple")


def further_birth(
    tablet: Tablet, wife: Person = MRS_ZHAO, *, working_days: int = 20, due_on: str = "2021-07-07"
) -> str:
    """Of Mr Chen and a wife, with one child. The id of the case."""
    case = tablet.application(
        MR_CHEN, wife, guide=FURTHER, same_booklet=True, children=(CHILD,), reason="policy"
    )
    tablet.materials(case, *FURTHER_PAPERS)
    tablet.acceptance(case, working_days=working_days, due_on=due_on)
    return case


def only_child(tablet: Tablet, opinion_from: str = "committee") -> str:
    """Of Mr Chen and Mrs Zhao. The id of the case."""
    case = tablet.application(
        MR_CHEN, MRS_ZHAO, guide=ONLY, same_booklet=True, children=(CHILD,), opinion_from=opinion_from
    )
    tablet.materials(case, *ONLY_PAPERS)
    tablet.acceptance(case)
    return case
