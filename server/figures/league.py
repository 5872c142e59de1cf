"""The league table of townships (K18): a weighted score, and a rank for who has enough cases."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from schema.kpi.definitions import Definition, definitions, league, score
from server.figures.figures import figure

SHOWN = ("visitsPerCase", "firstVisitDoneRate", "oneTimeNoticeCompleteness", "overdueRate", "illegalDemands",
         "complaints", "similarComplaints", "rectification", "syncLag")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """`rank` is None for who has too few cases, `score` for who has none; two with one score share a rank."""

    area: str
    rank: int | None
    score: float | None
    cases: int
    values: Mapping[str, float | None]


def figures_shown() -> list[Definition]:
    """Those that weigh are among them."""
    return [definitions()[name] for name in SHOWN]


def standings(counts: Mapping[str, Mapping[str, int]]) -> list[Standing]:
    """From what was counted by township: the best first, then those without a rank by their codes, last those
    without a case."""
    unranked = [_standing(area, sums) for area, sums in counts.items()]
    scores = [one.score for one in unranked if _is_ranked(one) and one.score is not None]
    ranked = [Standing(one.area, _rank(one, scores), one.score, one.cases, one.values) for one in unranked]
    return sorted(ranked, key=lambda one: (one.rank is None, one.rank or 0, not one.cases, one.area))


def _standing(area: str, sums: Mapping[str, int]) -> Standing:
    values = {one.name: figure(one, sums).value for one in figures_shown()}
    points = score(values) if sums["opened"] else None
    return Standing(area, None, None if points is None else round(points, 1), sums["opened"], values)


def _is_ranked(one: Standing) -> bool:
    return one.cases >= league().least_cases and one.score is not None


def _rank(one: Standing, scores: Iterable[float]) -> int | None:
    if not _is_ranked(one):
        return None
    return 1 + sum(other > (one.score or 0) for other in scores)
