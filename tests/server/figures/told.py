"""A demo district with a history, asked for its figures."""

from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError

from server.graphql.api import api
from server.graphql.context import make_context
from server.hub import Hub
from server.principal import Principal, Role
from tests.server.graphql.test_kpi import KPI

DISTRICT = Principal("district", Role.ADMINISTRATOR, "500116")
PERIODS = [("2021-01-01", "2026-12-31"), ("2026-03-01", "2026-05-31"), ("2026-02-11", "2026-06-30")]
Fold = dict[str, Any]


@dataclass
class Told:
    """A demo district with a history, all of it in the tables."""

    hub: Hub
    folds: list[Fold]

    async def ask(self, query: str, user: Principal = DISTRICT, **asked: Any) -> Any:
        answer = await api.execute(query, asked, context_value=make_context(self.hub, user, ""))
        assert answer.errors is None
        assert answer.data is not None
        return answer.data

    async def errors(self, query: str) -> list[Any]:
        """As they go out, of an answer that may have some."""
        answer = await api.execute(query, context_value=make_context(self.hub, DISTRICT, ""))
        return [error.formatted for error in answer.errors or []]

    async def problem(self, query: str, user: Principal = DISTRICT, **asked: Any) -> GraphQLError:
        """The one error of an answer."""
        answer = await api.execute(query, asked, context_value=make_context(self.hub, user, ""))
        (error,) = answer.errors or []
        return error

    async def rows(self, period: tuple[str, str], level: str, **asked: Any) -> dict[tuple[Any, ...], Any]:
        days = {"from": period[0], "to": period[1]}
        rows = (await self.ask(KPI, period=days, level=level, **asked))["kpi"]
        return {(row["kpi"]["name"], row["area"]["code"], row["item"]): row for row in rows}
