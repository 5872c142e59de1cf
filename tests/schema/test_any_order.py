"""Whatever order facts arrive in, and over however many tablets they were written, the case is the same."""

import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.fold import fold
from tests.story import DEGAN, NEXT_TO_IT, SIPAIFANG, TOWNSHIP, Story
from tests.vectors.histories import Scribe, as_heard, history
from tests.vectors.scenarios import SCENARIOS

DEVICES = (SIPAIFANG, NEXT_TO_IT, DEGAN, TOWNSHIP)
SEVERAL = ("E01b", "E05 ", "E11", "E12", "E13", "E15", "E19", "carried on", "copies kept")
# Who the story itself moves from hand to hand, or whose site counts.
ONE_HAND = [name for name in SCENARIOS if not name.startswith(SEVERAL)]


@settings(deadline=None)
@given(seed=st.integers(0, 2**32))
def test_any_order_of_arrival_gives_the_same_case(seed: int) -> None:
    chance = random.Random(seed)
    story = history(chance)
    told = fold(story.documents, story.guides)
    assert fold(as_heard(chance, story.documents), story.guides) == told


class Scattered(Story):
    """Every fact from another tablet: the story's own hand is not asked."""

    def __init__(self, hands: st.DataObject) -> None:
        self._hands = hands
        super().__init__(make=Scribe)

    def fact(self, type_: str, **members: Any) -> dict[str, Any]:
        if type_ not in ("application", "certificate", "status-proof", "acceptance", "spoiled", "opinion"):
            clerk, online = self.pen.clerk, self.pen.online
            self.take(self._hands.draw(st.sampled_from(DEVICES)), clerk, online=online)
        return super().fact(type_, **members)


@pytest.mark.parametrize("name", ONE_HAND)
@settings(deadline=None, max_examples=20)
@given(hands=st.data())
def test_any_split_over_tablets_gives_the_same_case(name: str, hands: st.DataObject) -> None:
    together, scattered = Story(make=Scribe), Scattered(hands)
    for story in (together, scattered):
        SCENARIOS[name](story)
    assert _anywhere(scattered) == _anywhere(together)


def _anywhere(story: Story) -> Any:
    """The case with each fact named by its place in time, and no tablet, site or clerk told apart."""
    text = json.dumps(story.state)
    ordered = sorted(story.documents, key=lambda one: one["at"])
    for n, one in enumerate(ordered):
        for name in ("_id", "certNo", "caseNo"):
            if name in one:
                text = text.replace(f'"{one[name]}"', f'"{name} {n if name == "_id" else ""}"')
    case = json.loads(text)
    for visit in case["visits"]:
        del visit["device"], visit["site"], visit["clerk"]
    return {name: value for name, value in case.items() if name not in ("id", "site", "handledBy")}
