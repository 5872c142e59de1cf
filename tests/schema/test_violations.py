"""Each way to be without effect has its sentence, in both languages."""

import re

import pytest

from schema.fold import case_machine
from schema.violations import attempt_sentence, sentence
from tests.vectors.scenarios import SCENARIOS, told

BROKEN = sorted({(row["on"], guard["rule"]) for row in case_machine() for guard in row["guards"]})
DEVICE = "500116001901A3"


@pytest.mark.parametrize(("type_", "rule"), [*BROKEN, ("acceptance", "R18")])
def test_each_guard_of_the_case_table_is_told_with_its_rule(type_: str, rule: str) -> None:
    for name in (f"{type_}:{DEVICE}:7", f"order:{type_}:{DEVICE}-1"):
        said = sentence(name, rule, "draft")
        head = f"{rule} " if rule.startswith("R") else ""
        assert said.zh.startswith(head)
        assert re.search(r"[一-鿿]", said.zh)
        assert re.fullmatch(rf"{head}[A-Z][ -~]+", said.en)


def test_what_has_no_place_is_told_with_the_state_in_words() -> None:
    said = sentence(f"visit:{DEVICE}:7", "order", "withdrawn")
    assert said == ("办件状态为“已撤回”时不能办理此项", "This cannot be done while the case is withdrawn")


def test_every_state_has_its_words() -> None:
    states = {state for row in case_machine() for state in (row["to"], *row["from"])} - {"", "*"}
    assert all(sentence("visit:x:1", "order", state).en for state in states)


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_violation_of_the_scenarios_can_be_told(name: str) -> None:
    for one in told(name).state["violations"]:
        assert sentence(one["fact"], one["rule"], one["state"]).zh


@pytest.mark.parametrize(
    ("rule", "code", "zh", "en"),
    [
        (
            "R03",
            "M16:wife",
            "要申请人交单位自己该查验的婚育情况证明",
            "asked of the couple, though the office looks it up: Proof of marriage and childbirth status",
        ),
        (
            "R02",
            "社保证明",
            "要办事指南里没有的材料：社保证明",
            "what no guide lists was asked for: 社保证明",
        ),
        (
            "R21",
            "acceptance",
            "材料未齐即受理",
            "Accepted while something was still missing",
        ),
        ("R05", "notice/missing/0/reason", "notice/missing/0/reason", "notice/missing/0/reason"),
    ],
)
def test_what_a_tablet_stopped_is_told_in_words(rule: str, code: str, zh: str, en: str) -> None:
    assert attempt_sentence(rule, code) == (f"{rule} 平板已拦下：{zh}", f"{rule} stopped by the tablet: {en}")
