"""Papers that somebody would like to have printed by the hub, and that must not be."""

from tests.adversary.table import attempt
from tests.hub import SITE, DemoHub
from tests.server.graphql.desk import arrive
from tests.server.papers.test_routes import issued, of, words_on

PRINTED = "`/papers/…pdf`; GraphQL `audit`"
VOID = """mutation($certNo: String!) {
  voidCertificate(certNo: $certNo, why: CLERICAL_ERROR, grounds: "写错姓名") { order } }"""


@attempt("a void certificate printed again", answered="409 `conflict`; its 作废通知 is printed", seen=PRINTED)
async def test_a_void_certificate(demo: DemoHub) -> None:
    _, _, certificate = await issued(demo)
    voided = await demo.ask(VOID, {"certNo": certificate["certNo"]}, user="jijiang")
    await demo.settled()
    refused = await demo.get(of("certificate", certificate), "sipaifang-1")
    assert (refused.status_code, refused.json()["error"]) == (409, "conflict")
    notice = await demo.get(of("void-notice", voided["voidCertificate"]["order"]), "sipaifang-1")
    assert "因“填写错误”作废" in words_on(notice.content)


@attempt("a certificate printed that its case never allowed", answered="409 `conflict`", seen=PRINTED)
async def test_a_certificate_without_effect(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    too_early = tablet.certificate(tablet.application())
    await arrive(demo, tablet)
    answer = await demo.get(of("certificate", too_early), "sipaifang-1")
    assert (answer.status_code, answer.json()["error"]) == (409, "conflict")


@attempt(
    "a name whose character the font lacks, to have a paper with a box or a gap in it",
    answered="501 `not_implemented` with the character; nothing is printed",
    seen=PRINTED,
)
async def test_a_character_that_is_not_there(demo: DemoHub) -> None:
    _, _, certificate = await issued(demo, name="赵䶮")
    answer = await demo.get(of("certificate", certificate), "sipaifang-1")
    assert (answer.status_code, answer.json()["error"]) == (501, "not_implemented")
    assert answer.json()["reason"].startswith("The font of the papers has no 䶮 (U+4DAE)")


@attempt("the commands of the layout language in a name", answered="printed as text", seen="the paper itself")
async def test_a_name_that_is_a_command(demo: DemoHub) -> None:
    name = '#read("/etc/passwd")'
    _, _, certificate = await issued(demo, name=name)
    answer = await demo.get(of("certificate", certificate), "sipaifang-1")
    assert name in words_on(answer.content)


@attempt("another site's paper asked for by its name", answered="404 `not_found`", seen=PRINTED)
async def test_another_sites_paper(demo: DemoHub) -> None:
    _, _, certificate = await issued(demo)
    answer = await demo.get(of("certificate", certificate), "degan-1")
    assert (answer.status_code, answer.json()["error"]) == (404, "not_found")
    made_up = await demo.get(of("certificate", f"certificate:{SITE}A1:1"), "sipaifang-1")
    assert made_up.json() == {**answer.json(), "reason": made_up.json()["reason"]}
