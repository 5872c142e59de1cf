"""The figures as a page for people: `python -m schema.kpi.document > docs/kpi.md`."""

import sys
from collections.abc import Iterator, Sequence

from schema.kpi.definitions import Definition, definitions, league
from schema.kpi.histograms import HISTOGRAMS
from schema.kpi.measures import MEASURES, OF_LISTS

_HEAD = """# The district's figures

Made from `schema/kpi/definitions.json` by `python -m schema.kpi.document`; do not edit it by hand. The
queries `kpi`, `kpiSeries`, `kpiDefinitions` and `leagueTable` answer with these figures, each with its
numerator and denominator, with `asOf` and with the sites that have not synced: nothing came from them for
more than a working day, or earlier facts are missing. `kpiCases` lists the cases that either of the two is
made of. Days are those of Asia/Shanghai. A case counts at the site where it was
opened, on the day each thing happened. What has no item or channel counts for all of them."""
_OF_BUCKETS = frozenset(name for one in HISTOGRAMS.values() for name in one.measures)


def document() -> str:
    """Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield from (_HEAD, "", "## Figures", "")
    for one in definitions().values():
        yield from _figure(one)
    yield from _league()
    yield from ("## Measures", "", "One column each of the table `tally`, kept up with every case:", "")
    yield from _table(("measure", "counts"), [(f"`{name}`", MEASURES[name]) for name in _plain_measures()])
    yield from ("", "Histograms, from which percentiles are read (linear inside a bucket):", "")
    buckets = [(f"`{one.name}`", one.unit, ", ".join(map(str, one.ends))) for one in HISTOGRAMS.values()]
    yield from _table(("histogram", "of", "buckets up to, then without end"), buckets)
    yield from (
        "",
        "Counted when somebody asks: there are few of them, or it is how things stand now.",
        "",
    )
    yield from _table(("measure", "counts"), [(f"`{name}`", said) for name, said in OF_LISTS.items()])


def _figure(one: Definition) -> Iterator[str]:
    yield from (f"### {one.code} {one.zh} · {one.en} (`{one.name}`)", "")
    yield from (one.describe["zh"], "", one.describe["en"], "")
    if one.numerator:
        yield f"- Value: {_formula(one)} ({one.unit})"
    if one.histogram:
        yield f"- Median and ninth decile: of the histogram `{one.histogram.name}` ({one.histogram.unit})"
    target = "no target" if one.target is None else f"target {one.target:g}"
    moment = "; as of now" if one.is_now else ""
    yield from (f"- {one.better.capitalize()} is better; {target}{moment}", "")


def _formula(one: Definition) -> str:
    parts = [_sum(terms) for terms in (one.numerator, one.denominator) if terms]
    if len(parts) == 2 and len(one.numerator) > 1:
        parts[0] = f"({parts[0]})"
    return " ÷ ".join(parts) + (f" × {one.per}" if one.per != 1 else "")


def _sum(terms: tuple[str, ...]) -> str:
    first, *others = (f"− `{term[1:]}`" if term.startswith("-") else f"+ `{term}`" for term in terms)
    return " ".join([first.removeprefix("+ "), *others])


def _league() -> Iterator[str]:
    said = league()
    yield from (f"### {said.code} {said.zh} · {said.en} (`leagueTable`)", "", said.describe["zh"], "")
    yield from (f"{said.describe['en']} The least is {said.least_cases} cases.", "")
    rows = [(f"`{one.name}`", f"{one.weight:g}", f"{one.worst:g}") for one in said.weights]
    yield from _table(("figure", "weight", "nothing is left of it at"), rows)
    yield ""


def _plain_measures() -> list[str]:
    return [name for name in MEASURES if name not in _OF_BUCKETS]


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    for cells in (head, ("---",) * len(head), *rows):
        yield f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.stdout.write(document())
