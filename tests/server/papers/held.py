"""One of every paper: of cases as they come, with synthetic people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from server.demo import DEGAN, JIJIANG, PEOPLE, SITES
from server.desk import CaseInHand
from server.founding import DISTRICT
from server.papers.held import Held, Office
from tests.people import ANOTHER_WIFE, CHILD, MR_ZHAO, OUTSIDE_WIFE, REMARRIED_HUSBAND, SISTER
from tests.story import TOWNSHIP, Story

PUBLIC_URL = "https://yici.jiangjin.example"
_HALLS = {one["code"] + "000": one["name"] for one in (JIJIANG, DEGAN)}
OFFICE = Office(
    {**DISTRICT, "publicUrl": PUBLIC_URL},
    {code: name for code, name, _, _ in SITES} | _HALLS,
    {name: shown for name, _, _, shown in PEOPLE},
)
_STROKES = [[100, 300, 160, 220, 230, 330, 300, 240], [360, 200, 360, 380, 420, 300, 520, 300]]


@dataclass(frozen=True, slots=True)
class Sample:
    """One paper, under the name of its picture."""

    name: str
    kind: str
    held: Held


def held(story: Story, document: Mapping[str, Any], office: Office = OFFICE) -> Held:
    """As the hub holds the case of a story."""
    case = CaseInHand(story.state, story.documents, story.guides)
    papers = [*case.fold["certificates"], *case.fold["proofs"]]
    in_force = any(one["id"] == document["_id"] and not one.get("void") for one in papers)
    return Held(dict(document), case, office, in_force)


def samples() -> Iterator[Sample]:
    """All of them."""
    yield from _birth_service()
    yield from _further_birth()
    yield from _only_child()
    yield from _refused()


def _birth_service() -> Iterator[Sample]:
    story = Story()
    story.apply(wife=OUTSIDE_WIFE, husband={**MR_ZHAO, "remarriedAfter": "divorce"})
    story.show("M01:husband", "M03:couple")
    told = story.fact(
        "notice",
        n=1,
        guide=story.application["guide"],
        missing=[
            {"key": one["key"], "reason": "copy-only" if one["key"] == "M02:husband" else "not-brought"}
            for one in story.state["missing"]
        ],
        shown=["M01:husband", "M03:couple"],
        change="",
    )
    story.show_all()
    signed = story.fact(
        "pledge", spouse="husband", strokes=_STROKES, phone="13800000000", marital="remarried"
    )
    accepted = story.accept()
    first = story.certify()
    story.fact("printing", of=first["_id"])
    story.fact("verification", pledge=signed["_id"], method="phone", answered=False, person="", content="")
    sent = story.fact(
        "verification", pledge=signed["_id"], method="letter", answered=False, person="", content="已寄核实函"
    )
    story.fact("verification", pledge=signed["_id"])
    story.fact("conclusion", pledge=signed["_id"], evidence="电话核实，与承诺一致")
    yield Sample("notice", "notice", held(story, told))
    yield Sample("pledge", "pledge", held(story, signed))
    yield Sample("verification", "verification", held(story, signed))
    yield Sample("letter", "letter", held(story, sent))
    yield Sample("certificate-birth-service", "certificate", held(story, first))
    yield Sample("receipt-on-the-spot", "receipt", held(story, accepted))
    made_void = story.order(
        "void", first["certNo"], by="jijiang", certNo=first["certNo"], grounds="妻子姓名写错"
    )
    yield Sample("void-notice", "void-notice", held(story, made_void))
    second = story.certify(supersedes=first["certNo"])
    yield Sample("reissue-notice", "void-notice", held(story, second))


def _further_birth() -> Iterator[Sample]:
    story = Story()
    story.apply(
        REMARRIED_HUSBAND, ANOTHER_WIFE, item="further-birth", children=(CHILD, SISTER), reason="policy"
    )
    story.show_all()
    accepted = story.accept(due_on="2021-07-07")
    yield Sample("receipt-promised", "receipt", held(story, accepted))
    for spouse in ("husband", "wife"):
        found = story.order("lookup", spouse, spouse=spouse, marital="再婚", children=2)
        proof = story.prove(spouse, "lookup", found)
    yield Sample("status-proof", "status-proof", held(story, proof))
    story.fact("children-proof", of=found["_id"], common=2)
    story.take(TOWNSHIP)
    story.fact("decision")
    yield Sample("certificate-further-birth", "certificate", held(story, story.certify()))


def _only_child() -> Iterator[Sample]:
    story = Story()
    of_the_district = {**MR_ZHAO, "hukou": {"area": "500116", "address": "几江街道南门路 12 号 3 单元 5-2"}}
    story.apply(of_the_district, ANOTHER_WIFE, item="only-child", children=(CHILD,), opinion_from="committee")
    story.show_all()
    given = story.fact("opinion", basis="own-residents", content="该夫妻只生育一个子女，情况属实，同意办理。")
    story.accept()
    yield Sample("opinion", "opinion", held(story, given))
    yield Sample("certificate-only-child", "certificate", held(story, story.certify()))


def _refused() -> Iterator[Sample]:
    story = Story()
    story.apply(REMARRIED_HUSBAND, ANOTHER_WIFE, item="further-birth", children=(CHILD,), reason="sick-child")
    story.show_all()
    story.accept(due_on="2021-07-07")
    for spouse in ("husband", "wife"):
        found = story.order("lookup", spouse, spouse=spouse)
        story.prove(spouse, "lookup", found)
    story.fact("children-proof", of=found["_id"], common=1)
    grounds = "市卫生健康委组织的病残儿医学鉴定结论为：不符合病残儿鉴定标准。"
    decided = story.order(
        "decision",
        by="jijiang",
        granted=False,
        appraisal="not-eligible",
        reason="appraisal-not-eligible",
        grounds=grounds,
    )
    yield Sample("refusal", "refusal", held(story, decided))
