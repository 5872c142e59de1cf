"""No answer takes more statements because it has more rows."""

import pytest

from tests.server.figures.told import Told
from tests.server.graphql.statements import HEAVIEST, Question, counted

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("question", HEAVIEST, ids=lambda one: one.name)
async def test_many_rows_take_no_more_statements_than_few(told: Told, question: Question) -> None:
    few, little = await counted(told.hub, question.asked(question.few))
    many, much = await counted(told.hub, question.asked(question.many))
    assert (few, little < much) == (many, True)
