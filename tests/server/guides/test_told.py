"""A guide says to people what it asks of cases, and nothing else."""

import re
from itertools import chain
from typing import Any

import pytest

from server.guides.told import papers, told
from server.guides.words import EN, ZH
from tests.story import GUIDES, newer_guide

CHINESE = re.compile("[一-鿿]")


@pytest.fixture(params=GUIDES.values(), ids=lambda guide: guide["item"])
def guide(request: pytest.FixtureRequest) -> dict[str, Any]:
    shipped: dict[str, Any] = request.param
    return shipped


def _named(guide: dict[str, Any], whose: str) -> set[str]:
    return {one["name"]["zh"] for one in guide["materials"] if one["obtainedBy"] == whose}


def test_r43_all_papers_are_named_once_and_no_others(guide: dict[str, Any]) -> None:
    said = [one.name.removeprefix("夫妻双方的") for one in papers(guide, ZH)]
    assert sorted(said) == sorted(_named(guide, "applicant"))


def test_r03_what_the_office_obtains_is_said_not_to_be_brought(guide: dict[str, Any]) -> None:
    says = told(guide, ZH)
    unasked = "\n".join(says.unasked)
    assert all(name in unasked for name in _named(guide, "office"))
    assert "不必回户籍地" in unasked
    assert "任何人不得要求您提供" in unasked


def test_both_languages_say_the_same_things_in_their_own_words(guide: dict[str, Any]) -> None:
    zh, en = told(guide, ZH), told(guide, EN)
    for name in ("papers", "unasked", "who", "ways", "steps"):
        assert len(getattr(zh, name)) == len(getattr(en, name)), name
    of_papers = chain.from_iterable((one.name, one.when, one.choices, one.form) for one in en.papers)
    for text in (
        *of_papers,
        *en.unasked,
        *en.who,
        *en.ways,
        *en.steps,
        en.name,
        en.limit,
        en.form,
        en.channels,
    ):
        assert not CHINESE.search(text), text


@pytest.mark.parametrize(
    ("item", "name", "when", "choices", "form"),
    [
        ("birth-service", "夫妻双方的户口簿", "合用一本的带一本", "", "原件或有效电子证照，1 份"),
        (
            "birth-service",
            "离婚文书",
            "离婚后再婚的一方提供",
            "离婚证和离婚协议书，或离婚判决书，或离婚调解书",
            "原件或有效电子证照，1 份",
        ),
        (
            "further-birth",
            "小孩登记页或者出生医学证明",
            "每个子女各一份",
            "户口簿小孩登记页，或出生医学证明",
            "原件 1 份，复印件 1 份",
        ),
        ("further-birth", "女方一寸免冠近照", "", "", "2 张"),
        ("only-child", "申请人一寸免冠近照", "", "", "1 张"),
    ],
)
def test_how_a_paper_is_wanted(item: str, name: str, when: str, choices: str, form: str) -> None:
    (one,) = (paper for paper in papers(GUIDES[f"guide:{item}:2021-7"], ZH) if paper.name == name)
    assert (one.when, one.choices, one.form) == (when, choices, form)


def test_where_copies_are_not_kept_they_need_not_be_brought() -> None:
    copies = {
        item: next(
            text for text in told(GUIDES[f"guide:{item}:2021-7"], ZH).unasked if text.startswith("复印件")
        )
        for item in ("birth-service", "further-birth")
    }
    assert "不收取" in copies["birth-service"]
    assert "代为复印" in copies["further-birth"]


def test_who_it_is_for() -> None:
    assert "子女：1 个" in told(GUIDES["guide:only-child:2021-7"], ZH).who
    assert any("子女病残" in one for one in told(GUIDES["guide:further-birth:2021-7"], ZH).who)


def test_what_a_newer_guide_asks_no_more_is_gone() -> None:
    newer = newer_guide("further-birth", "2021-09-01", without=("M18",))
    assert all("鉴定" not in one.name for one in papers(newer, ZH))
