"""Each paper as its holder sees it: words, codes and characters on the page."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp

import schema
from schema.case_effects import UNSAID
from schema.facts import shape_fault
from server.papers.decided import VOID
from server.papers.kinds import KINDS, paper
from server.papers.of_guide import SHEETS, guide_sheet
from server.papers.render import MissingGlyph, pdf
from server.papers.words import document_number
from tests.people import ANOTHER_WIFE, CHILD, MR_ZHAO
from tests.server.papers.held import OFFICE, PUBLIC_URL, Sample, held, samples
from tests.story import DEGAN, GUIDES, SIPAIFANG, Story

_PRINTER_DPI, _SCREEN_DPI, _FROM_AFAR_DPI = 300, 150, 100
_SHORTEST_QR_MM = 45
SAMPLES = {sample.name: sample for sample in samples()}


def words_on(content: bytes) -> str:
    """The text of all pages without white space."""
    with pypdfium2.PdfDocument(content) as document:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def codes_on(content: bytes, dpi: int = _PRINTER_DPI) -> Iterator[Any]:
    """What a camera finds on the first page as it is printed."""
    with pypdfium2.PdfDocument(content) as document:
        yield from zxingcpp.read_barcodes(document[0].render(scale=dpi / 72).to_pil())


def pages_of(content: bytes) -> int:
    with pypdfium2.PdfDocument(content) as document:
        return len(document)


@pytest.fixture(params=sorted(SAMPLES))
def sample(request: pytest.FixtureRequest) -> Sample:
    return SAMPLES[request.param]


def test_there_is_a_sample_of_every_kind() -> None:
    assert {sample.kind for sample in SAMPLES.values()} == set(KINDS)


def test_a_paper_is_one_page_and_carries_what_all_carry(sample: Sample) -> None:
    content = paper(sample.kind, sample.held)
    words = words_on(content)
    assert pages_of(content) == 1
    assert "023-47292152" in words
    assert "个人信息仅用于办理本事项" in words
    assert "2021〕7号" in words
    codes = [code.text for code in codes_on(content, _SCREEN_DPI)]
    if sample.kind in ("letter", "verification"):  # these stay with offices
        assert codes == [sample.held.document["_id"]]
    else:
        own = (f"{PUBLIC_URL}/status?", f"{PUBLIC_URL.upper()}/V/")
        assert any(code.startswith(own) for code in codes)
    if sample.kind != "certificate":
        assert f"文书编号：{document_number(sample.held.document['_id'])}" in words
        assert "经办站点：四牌坊社区" in words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("notice", "妻子的身份证原件或有效电子证照，1份未带"),
        ("notice", "丈夫的户口簿原件或有效电子证照，1份只出示复印件"),
        ("notice", "任选一种：离婚证和离婚协议书，或离婚判决书，或离婚调解书"),
        ("notice", "本告知书以外的材料，任何人不得再要求您提供"),
        ("receipt-promised", "承诺件：20个工作日，2021年7月7日前办结"),
        ("receipt-on-the-spot", "窗口未留存原件、复印件、照片"),
        ("pledge", "本人赵明承诺：本人目前婚姻状况为再婚；已生育、收养子女共0人"),
        ("pledge", "不签署不影响领取生育服务证"),
        ("verification", "第2次核实（信函）"),
        ("verification", "结论一致"),
        ("letter", "回执"),
        ("letter", "该群众不需要返回户籍地开具证明"),
        ("status-proof", "经人口家庭电子信息系统查验"),
        ("certificate-further-birth", "批准依据津卫行审〔2021〕7号；符合再生育政策"),
        ("certificate-further-birth", "女方照片"),
        ("certificate-only-child", "钱小满（女，2018年9月1日出生）"),
        ("opinion", "夫妻双方均为本村（社区）居民"),
        ("refusal", "申请行政复议"),
        ("void-notice", "因“填写错误”作废"),
        ("reissue-notice", "已补发新证"),
    ],
)
def test_what_a_paper_says(name: str, words: str) -> None:
    shown = SAMPLES[name]
    assert words in words_on(paper(shown.kind, shown.held))


@pytest.mark.parametrize("name", ["notice", "receipt-promised", "receipt-on-the-spot", "void-notice"])
def test_numbers_are_masked_where_others_may_look_on(name: str) -> None:
    shown = SAMPLES[name]
    words = words_on(paper(shown.kind, shown.held))
    people = [shown.held.fold[whom]["idNo"] for whom in ("husband", "wife")]
    assert all(number not in words for number in people)
    assert all(f"{number[:6]}********{number[-4:]}" in words for number in people)


@pytest.mark.parametrize("item", ["birth-service", "further-birth", "only-child"])
def test_a_certificates_code_is_wide_enough_and_holds_its_token(item: str) -> None:
    shown = SAMPLES[f"certificate-{item}"]
    (code,) = codes_on(paper("certificate", shown.held))
    assert code.text == f"{PUBLIC_URL}/V/".upper() + shown.held.document["token"]
    corners = code.position
    dots = corners.top_right.x - corners.top_left.x
    assert dots * 25.4 / _PRINTER_DPI >= _SHORTEST_QR_MM


def test_the_longest_names_and_addresses_are_all_on_the_certificate() -> None:
    place = {"area": "500116", "address": "长" * 120}
    long = {"name": "阿" * 60, "hukou": place, "residence": place}
    story = Story()
    story.apply(
        {**MR_ZHAO, **long},
        {**ANOTHER_WIFE, **long},
        item="only-child",
        opinion_from="committee",
        children=({**CHILD, "name": "小" * 60},),
    )
    story.show_all()
    story.fact("opinion")
    story.accept()
    content = paper("certificate", held(story, story.certify()))
    words = words_on(content)
    assert pages_of(content) == 1
    assert (words.count("阿"), words.count("长"), words.count("小")) == (120, 480, 60)


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("guide", GUIDES.values(), ids=lambda guide: guide["item"])
def test_what_hangs_at_the_window_is_of_the_guide_itself(guide: dict[str, Any], sheet: str) -> None:
    content = pdf(sheet, guide_sheet(guide, OFFICE.district))
    words = words_on(content)
    assert pages_of(content) == 1
    assert all(one["name"]["zh"] in words for one in guide["materials"] if one["obtainedBy"] == "applicant")
    for text in (guide["name"]["zh"], guide["version"], guide["basis"], "023-47292152"):
        assert text in words
    if sheet != "emergency":
        codes = {code.text for code in codes_on(content, _FROM_AFAR_DPI)}
        assert codes == {OFFICE.district["portal"], f"{PUBLIC_URL}/guides/{guide['item']}"}
        assert all(step["zh"].removesuffix("。") in words for step in guide["steps"])
        assert ("20个工作日" in words) == bool(guide["workingDays"])


def test_a_character_that_the_font_lacks_is_named_and_no_paper_made() -> None:
    story = Story()
    story.apply({**MR_ZHAO, "name": "赵䶮"})
    story.show_all()
    accepted = story.accept()
    with pytest.raises(MissingGlyph, match=r"䶮 \(U\+4DAE\)") as raised:
        paper("receipt", held(story, accepted))
    assert raised.value.character == "䶮"


def test_a_proof_that_says_what_was_not_verified_says_why_and_not_that_all_agreed() -> None:
    story = Story()
    story.apply(item="further-birth", children=(CHILD,), reason="policy")
    story.show_all()
    story.accept()
    pledge = story.fact("pledge")
    story.fact("verification", pledge=pledge["_id"])
    agreed = story.fact("conclusion", pledge=pledge["_id"])
    plain = story.prove("husband", "pledge", agreed)
    assert "核实一致" in words_on(paper("status-proof", held(story, plain)))
    proof = story.prove("husband", "pledge", agreed, children=5, grounds="户籍地来函更正")
    assert shape_fault(proof) == ""
    assert shape_fault(proof | {"grounds": ""}) != ""
    words = words_on(paper("status-proof", held(story, proof)))
    assert "不同之处，依据为：户籍地来函更正" in words
    assert "核实一致" not in words
    assert proof["_id"] in [one["id"] for one in story.state["proofs"]]


def test_what_decides_for_a_township_is_the_township() -> None:
    shown = SAMPLES["refusal"]
    assert "几江街道（盖章）" in words_on(paper("refusal", shown.held))


def test_there_is_a_word_for_each_reason_that_makes_a_certificate_void() -> None:
    facts = json.loads((Path(schema.__file__).parent / "facts.json").read_text(encoding="utf-8"))
    said = {why for kind in ("types", "orders") for why in facts[kind]["void"]["why"]["enum"]}
    assert set(VOID) == said | set(UNSAID)


def test_a_certificate_that_another_office_overtook_gives_its_place_to_a_new_one() -> None:
    story = Story()
    story.apply()
    story.show("M01:husband")
    story.notice()
    slip = story.slip()
    story.take(DEGAN)
    story.carry_on(slip)
    story.show_all()
    story.accept()
    first = story.certify()
    story.take(SIPAIFANG)
    overtaken = story.certify()
    story.order("void", first["certNo"], by="jijiang", certNo=first["certNo"])
    new = story.certify(supersedes=overtaken["certNo"])
    words = words_on(paper("void-notice", held(story, new)))
    assert "因“另一单位已先发证”作废" in words


def test_a_certificate_that_was_put_right_was_written_wrongly() -> None:
    story = Story()
    story.apply()
    story.show_all()
    story.accept()
    first = story.certify()
    story.fact("void-request", certNo=first["certNo"], why="clerical-error")
    new = story.certify(supersedes=first["certNo"])
    assert "因“填写错误”作废" in words_on(paper("void-notice", held(story, new)))


def test_a_notice_without_a_slip_does_not_promise_that_others_go_on_by_it() -> None:
    words = words_on(paper("notice", SAMPLES["notice"].held))
    assert "凭本告知书继续办理" not in words
    assert "就近到任一村（社区）办理，不必回户籍地" in words


def test_a_pledge_is_printed_in_the_words_of_the_version_that_was_signed() -> None:
    story = Story()
    story.apply(item="further-birth", children=(CHILD,), reason="policy")
    signed = story.fact("pledge", spouse="husband", text="2021-2", strokes=[])
    words = words_on(paper("pledge", held(story, signed)))
    assert "不签署不影响受理，也不需要另外提供任何证明" in words
    assert "领取生育服务证" not in words
