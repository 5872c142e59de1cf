"""Where a case stands: for who holds the paper, without a name; strangers learn nothing."""

from pathlib import Path

import pytest

from server.limits import Limits
from server.online.receipt import code_of
from server.online.standing import waits_at
from tests.hub import OTHER_SITE, DemoHub, demo_hub
from tests.people import CHILD, JIANGJIN, MR_ZHAO, MRS_ZHAO
from tests.server.online.portal import application, clerks_tablet, issue, mail, submit
from tests.server.workers.office import Office, further_birth
from tests.server.workers.test_revocations import void_order
from tests.story import TOWNSHIP, Story
from tests.tablet import Fact, Tablet, zhao_story

IN_TOWN = {**MR_ZHAO, "hukou": JIANGJIN}

PERSONAL = ("赵明", "周芳", "赵*", "999999", "成都", "几江街道某路", "13900000000")


def _fact(tablet: Tablet, type_: str) -> Fact:
    return next(fact for fact in tablet.facts if fact["type"] == type_)


async def _page(demo: DemoHub, number: str, code: str, **more: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in {"case": number, "code": code, **more}.items())
    answer = await demo.client.get(f"/status?{query}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert not any(word in answer.text for word in PERSONAL)
    return answer.text


async def test_the_receipt_opens_its_case(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    zhao_story(tablet)
    await demo.push(tablet.facts)
    await demo.settled()
    acceptance = _fact(tablet, "acceptance")
    page = await _page(demo, acceptance["caseNo"], code_of(acceptance))
    for word in ("已办结", "生育服务证", "四牌坊社区", "2021-06-08", "2021-06-14", "当场领取", "不缺材料"):
        assert word in page
    english = await _page(demo, acceptance["caseNo"], code_of(acceptance), lang="en")
    for word in ("Closed", "Birth service certificate", "on the spot", '<html lang="en">', "lang=zh"):
        assert word in english


async def test_the_notice_opens_it_before_there_is_a_number(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    tablet.materials(case, "M01:husband", "M01:wife", "M03:couple")
    notice = tablet.notice(case, "M02:husband", "M02:wife")
    await demo.push(tablet.facts)
    await demo.settled()
    code = code_of(notice).lower()
    page = await _page(demo, case, f"{code[:4]}-{code[4:8]} {code[8:]}")  # as it is typed off the paper
    for word in ("材料不齐，已一次性告知", "丈夫的户口簿、妻子的户口簿"):
        assert word in page
    assert "身份证" not in page


@pytest.mark.parametrize("channel", ["window", "online"])
async def test_the_portal_is_a_way_for_those_who_came_by_it(demo: DemoHub, channel: str) -> None:
    tablet = await clerks_tablet(demo)
    case = "500116000000YK-7"
    if channel == "online":
        await submit(demo, application("7", "M01:husband"))
    else:
        case = tablet.application()
    tablet.materials(case, "M01:husband")
    notice = tablet.notice(case, "M01:wife", "M02:husband", "M02:wife", "M03:couple")
    await demo.push(tablet.facts)
    await demo.settled()
    for lang, word, portal in (("zh", "任一就近村", "渝快办"), ("en", "any other community", "Yukuaiban")):
        page = await _page(demo, case, code_of(notice), lang=lang)
        assert (word in page, portal in page) == (True, channel == "online")


async def test_an_online_case_to_the_letter_box(demo: DemoHub) -> None:
    await submit(demo, application("7"))
    tablet = await clerks_tablet(demo)
    case = "500116000000YK-7"
    mail(tablet, case, issue(tablet, case))
    await demo.push(tablet.facts)
    await demo.settled()
    acceptance = _fact(tablet, "acceptance")
    page = await _page(demo, acceptance["caseNo"], code_of(acceptance))
    for word in ("邮寄", "中国邮政 EM123456789CN", "办结 15 天后清除"):
        assert word in page


async def test_a_void_certificate_is_not_called_ready(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    zhao_story(tablet)
    await demo.push(tablet.facts)
    acceptance, certificate = _fact(tablet, "acceptance"), _fact(tablet, "certificate")
    await Office(demo).write(void_order(certificate))
    await demo.settled()
    page = await _page(demo, acceptance["caseNo"], code_of(acceptance))
    for word in ("证已作废", "因填写错误", "任一窗口"):
        assert word in page
    assert ("已办结<" in page, "不缺材料" in page) == (False, False)
    english = await _page(demo, acceptance["caseNo"], code_of(acceptance), lang="en")
    assert "clerical error" in english


async def test_what_is_printed_and_not_fetched_names_its_place(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    tablet.materials(case, "M01:husband", "M01:wife", "M02:husband", "M02:wife", "M03:couple")
    acceptance = tablet.acceptance(case)
    certificate = tablet.certificate(case)
    await demo.push(tablet.facts)
    await demo.settled()
    assert "领证地点" not in await _page(demo, acceptance["caseNo"], code_of(acceptance))
    tablet.printing(case, "certificate", certificate)
    await demo.push(tablet.facts[-1:])
    await demo.settled()
    page = await _page(demo, acceptance["caseNo"], code_of(acceptance))
    assert "领证地点</dt><dd>四牌坊社区。请带身份证" in page
    english = await _page(demo, acceptance["caseNo"], code_of(acceptance), lang="en")
    assert "Where to fetch it" in english


async def test_what_a_township_issues_is_not_called_given_on_the_spot(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = further_birth(tablet, children=(CHILD,))
    await demo.push(tablet.facts)
    await demo.settled()
    acceptance = _fact(tablet, "acceptance")
    assert acceptance["case"] == case
    page = await _page(demo, acceptance["caseNo"], code_of(acceptance))
    assert "自取、邮寄，由您选择" in page
    assert "当场领取" not in page


def test_a_township_s_certificate_waits_at_the_township_until_it_is_handed_over() -> None:
    story = Story()
    story.apply(IN_TOWN, MRS_ZHAO, item="further-birth", children=(CHILD,), reason="policy")
    story.show_all()
    story.accept()
    for spouse in ("husband", "wife"):
        story.prove(spouse, "lookup", story.order("lookup", spouse, spouse=spouse))
    story.take(TOWNSHIP)
    story.fact("decision")
    certificate = story.certify()
    assert waits_at(story.state) == ""
    story.fact("printing", of=certificate["_id"])
    assert story.state["handledBy"] != waits_at(story.state) == TOWNSHIP[:12]
    story.fact("handover", certNo=certificate["certNo"], method="pick-up")
    assert waits_at(story.state) == ""


async def test_the_office_is_the_one_that_went_on_with_it(demo: DemoHub) -> None:
    here, there = await demo.enrolled_tablet(), await demo.enrolled_tablet(OTHER_SITE, 4)
    case = here.application()
    here.visit(case)
    missing = ("M01:husband", "M01:wife", "M02:husband", "M02:wife", "M03:couple")
    notice = here.notice(case, *missing)
    there.carry_on(here.slip(case, code_of(notice)))
    for tablet in (here, there):
        await Office(demo).push(tablet)
    await demo.settled()
    page = await _page(demo, case, code_of(notice))
    assert ("德感" in page, "四牌坊" in page) == (True, False)


@pytest.mark.parametrize("state", ["unknown", "wrong", "not-here-yet"])
async def test_strangers_are_answered_alike_and_politely(demo: DemoHub, state: str) -> None:
    tablet = await demo.enrolled_tablet()
    zhao_story(tablet)
    acceptance = _fact(tablet, "acceptance")
    number, code = acceptance["caseNo"], code_of(acceptance)
    if state != "not-here-yet":
        await demo.push(tablet.facts)
        await demo.settled()
    if state == "unknown":
        number = "FS500116001901210608Z9999X"
    if state == "wrong":
        code = "A" * 12
    page = await _page(demo, number, code)
    assert "没有查到" in page
    assert "请过一两天再查" in page
    assert "已办结" not in page


@pytest.mark.parametrize("query", ["", "?case=FS1", "?code=AAAA", "?case=&code="])
async def test_the_form_alone(demo: DemoHub, query: str) -> None:
    answer = await demo.client.get(f"/status{query}")
    assert (answer.status_code, "没有查到" in answer.text) == (200, False)


@pytest.mark.parametrize(
    ("lang", "papers"), [("zh", ("受理回执", "一次性告知书")), ("en", ("receipt", "notice"))]
)
async def test_the_form_names_each_paper_that_bears_a_code(
    demo: DemoHub, lang: str, papers: tuple[str, ...]
) -> None:
    answer = await demo.client.get("/status", params={"lang": lang})
    assert all(paper in answer.text for paper in papers)


async def test_nobody_writes_into_the_page(demo: DemoHub) -> None:
    answer = await demo.client.get("/status?case=%3Cscript%3E&code=%22%3E%3Cscript%3E&lang=%3Cscript%3E")
    assert "<script" not in answer.text.lower()


async def test_codes_are_not_guessed(tmp_path: Path) -> None:
    async with demo_hub(tmp_path, limits=Limits(wrong_codes=3)) as demo:
        for _ in range(3):
            assert (await demo.client.get("/status?case=FS1&code=AAAA")).status_code == 200
        answer = await demo.client.get("/status?case=FS1&code=AAAA")
        assert answer.status_code == 429
        assert "一分钟后再试" in answer.text
        assert (await demo.client.get("/status")).status_code == 200


def test_the_code_of_a_signature() -> None:
    assert code_of({"sig": "AAECAwQFBgcICQ" + "A" * 72}) == "AAAQEAYEAUDA"
