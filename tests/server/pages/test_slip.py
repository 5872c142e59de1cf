"""A telephone that reads the QR of a notice or receipt comes to where the case stands."""

from server.online.receipt import code_of
from tests.hub import DemoHub
from tests.tablet import Tablet


def _printed(tablet: Tablet) -> tuple[str, str]:
    """A notice, and its slip."""
    case = tablet.application()
    tablet.visit(case)
    notice = tablet.notice(case, "M01:husband", "M01:wife", "M02:husband", "M02:wife", "M03:couple")
    return case, tablet.slip(case, code_of(notice))


async def test_the_slip_of_a_notice_opens_where_the_case_stands(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case, slip = _printed(tablet)
    assert not [row for row in await demo.push(tablet.facts) if "error" in row]
    await demo.settled()
    sent = await demo.get(f"/H/{slip}")
    assert sent.status_code == 303
    page = await demo.get(sent.headers["location"])
    assert page.status_code == 200
    assert "已一次性告知" in page.text
    assert case in sent.headers["location"]


async def test_what_is_no_slip_opens_the_form_and_says_so(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    _, slip = _printed(tablet)
    await demo.settled()
    certificate = tablet.certificate(tablet.application())["token"]
    for text, word in ((slip[:-30], "请重新扫描"), ("1", "请重新扫描"), (certificate, "这是证件的二维码")):
        sent = await demo.get(f"/H/{text}")
        assert sent.status_code == 303
        page = await demo.get(sent.headers["location"])
        assert word in page.text
        assert "没有查到" not in page.text
