"""The figures K1–K19 as data: what each is made of, in which unit, and which way is better."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from schema.kpi.histograms import HISTOGRAMS, Histogram


@dataclass(frozen=True, slots=True)
class Definition:
    """`numerator` and `denominator` name measures, summed; one that begins with "-" is taken off. Without a
    denominator the value is the numerator itself; without either there are only percentiles. `is_now`: the
    figure is of this moment, whatever the period asked for."""

    name: str
    code: str
    zh: str
    en: str
    unit: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    better: str  # "lower" or "higher"
    target: float | None
    describe: Mapping[str, str]  # zh, en
    histogram: Histogram | None
    per: int
    is_now: bool

    def value(self, numerator: int, denominator: int | None) -> float | None:
        """None where there is nothing to divide by, or nothing that is divided."""
        if not self.numerator or denominator == 0:
            return None
        return numerator * self.per / (denominator or 1)

    @property
    def measures(self) -> frozenset[str]:
        """All that it is made of."""
        names = {name.removeprefix("-") for name in (*self.numerator, *self.denominator)}
        return frozenset(names | set(self.histogram.measures if self.histogram else ()))


@dataclass(frozen=True, slots=True)
class Weight:
    """What a figure weighs in the score of a township; at `worst` nothing of it is left."""

    name: str
    weight: float
    worst: float


@dataclass(frozen=True, slots=True)
class League:
    """K18: how townships are ranked, once they have `least_cases` in the period."""

    code: str
    zh: str
    en: str
    describe: Mapping[str, str]
    least_cases: int
    weights: tuple[Weight, ...]


def summed(terms: Iterable[str], counts: Mapping[str, int]) -> int:
    """The terms of a numerator or denominator over counts by measure."""
    return sum(-counts[term[1:]] if term.startswith("-") else counts[term] for term in terms)


@cache
def definitions() -> dict[str, Definition]:
    """By name, in the order of their codes."""
    return {one["name"]: _definition(one) for one in _whole()["figures"]}


@cache
def league() -> League:
    """How the league table is made."""
    said = _whole()["league"]
    words = {name: said[name] for name in ("code", "zh", "en", "describe")}
    weights = tuple(Weight(**one) for one in said["weights"])
    return League(**words, least_cases=said["leastCases"], weights=weights)


def score(values: Mapping[str, float | None]) -> float | None:
    """Of 100, from the values of the figures that weigh; those without one are left out. None without any."""
    known = [(one, value) for one in league().weights if (value := values[one.name]) is not None]
    whole = sum(one.weight for one, _ in known)
    if not whole:
        return None
    return 100 * sum(one.weight * _reached(one, value) for one, value in known) / whole


def _reached(weight: Weight, value: float) -> float:
    """From 0 at the worst to 1 at the best: the target, or all of it."""
    definition = definitions()[weight.name]
    best = 1.0 if definition.target is None else definition.target
    return min(1.0, max(0.0, (value - weight.worst) / (best - weight.worst)))


def _definition(said: Mapping[str, Any]) -> Definition:
    names = ("name", "code", "zh", "en", "unit", "better", "target", "describe")
    return Definition(
        **{name: said[name] for name in names},
        numerator=tuple(said["numerator"]),
        denominator=tuple(said["denominator"]),
        histogram=HISTOGRAMS[said["histogram"]] if "histogram" in said else None,
        per=said.get("per", 1),
        is_now=said.get("now", False),
    )


@cache
def _whole() -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(
        Path(__file__).with_name("definitions.json").read_text(encoding="utf-8")
    )
    return whole
