"""The revision tree: any order of arrival ends in the same tree and the same winner."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.revtree import RevTree, difference, is_revision_id, linear, winning_path

Arrival = tuple[tuple[str, ...], bool]


def tree_of(arrivals: Sequence[Arrival]) -> RevTree:
    tree = RevTree()
    for path, deleted in arrivals:
        tree.merge(path, deleted)
    return tree


@st.composite
def histories(draw: st.DrawFn) -> list[Arrival]:
    """Arrivals of one document: a random tree, cut into paths that reach back a random way."""
    parents: list[str | None] = [None]
    names = ["1-0"]
    for number in range(1, draw(st.integers(1, 12))):
        parent = draw(st.sampled_from(names))
        parents.append(parent)
        names.append(f"{int(parent.split('-')[0]) + 1}-{number:x}")
    known = dict(zip(names, parents, strict=True))
    deleted = {name: draw(st.booleans()) for name in names}
    arrivals = []
    for name in draw(st.lists(st.sampled_from(names), min_size=1, max_size=12)):
        path: list[str] = []
        step: str | None = name
        while step is not None and len(path) < 30:
            path.append(step)
            step = known[step]
        reach = draw(st.integers(1, len(path)))
        arrivals.append((tuple(path[:reach]), deleted[name]))
    return arrivals


@given(histories(), st.randoms())
def test_any_order_of_arrival_gives_the_same_tree(arrivals: list[Arrival], random: Random) -> None:
    shuffled = [*arrivals, random.choice(arrivals)]
    random.shuffle(shuffled)
    one, other = tree_of(arrivals), tree_of(shuffled)
    assert one.parents == other.parents
    assert one.leaves == other.leaves
    assert one.dump() == other.dump()
    assert one.winner == other.winner


@given(histories())
def test_merging_again_changes_nothing(arrivals: list[Arrival]) -> None:
    tree = tree_of(arrivals)
    before = tree.dump()
    assert not any(tree.merge(path, deleted) for path, deleted in arrivals)
    assert tree.dump() == before


@given(histories())
def test_the_text_of_a_tree_is_the_tree(arrivals: list[Arrival]) -> None:
    tree = tree_of(arrivals)
    loaded = RevTree.load(tree.dump())
    assert loaded.parents == tree.parents
    assert loaded.leaves == tree.leaves
    assert winning_path(tree.dump()) == tree.ancestry(tree.winner)


@given(histories())
def test_one_path_alone_is_its_own_text(arrivals: list[Arrival]) -> None:
    path, deleted = arrivals[0]
    assert tree_of([(path, deleted)]).dump() == linear(path, deleted)


@given(histories())
def test_the_winner_is_alive_if_any_leaf_is_and_the_rest_are_conflicts(arrivals: list[Arrival]) -> None:
    tree = tree_of(arrivals)
    alive = [rev for rev, deleted in tree.leaves.items() if not deleted]
    assert tree.leaves[tree.winner] == (not alive)
    if alive:
        assert sorted([tree.winner, *tree.conflicts()]) == sorted(alive)


@given(histories())
def test_nothing_that_arrived_is_missing(arrivals: list[Arrival]) -> None:
    tree = tree_of(arrivals)
    arrived = [rev for path, _ in arrivals for rev in path]
    assert difference(tree.dump(), arrived) == ([], [])
    assert difference(tree.dump(), ["99-new", *arrived]) == (["99-new"], tree.ranked())


@given(histories(), st.integers(1, 5))
def test_stemming_keeps_leaves_and_the_newest_of_each_path(arrivals: list[Arrival], limit: int) -> None:
    tree, stemmed = tree_of(arrivals), tree_of(arrivals)
    stemmed.stem(limit)
    assert stemmed.leaves == tree.leaves
    assert stemmed.winner == tree.winner
    for leaf in tree.leaves:
        assert stemmed.ancestry(leaf)[:limit] == tree.ancestry(leaf)[:limit]
    assert len(stemmed.parents) <= limit * len(tree.leaves)


@given(histories(), st.randoms(), st.integers(1, 5))
def test_what_is_cut_in_the_end_does_not_depend_on_the_order(
    arrivals: list[Arrival], random: Random, limit: int
) -> None:
    shuffled = [*arrivals]
    random.shuffle(shuffled)
    one, other = tree_of(arrivals), tree_of(shuffled)
    one.stem(limit)
    other.stem(limit)
    assert one.dump() == other.dump()


@given(histories(), st.integers(1, 5), st.integers(1, 5))
def test_only_the_shortest_cut_counts(arrivals: list[Arrival], first: int, second: int) -> None:
    twice, once = tree_of(arrivals), tree_of(arrivals)
    twice.stem(first)
    twice.stem(second)
    once.stem(min(first, second))
    assert twice.dump() == once.dump()
    assert RevTree.load(once.dump()).parents == once.parents


@given(histories(), st.integers(1, 5))
def test_what_was_cut_off_is_missing_and_nothing_else(arrivals: list[Arrival], limit: int) -> None:
    tree = tree_of(arrivals)
    everything = sorted(tree.parents)
    near = {rev for leaf in tree.leaves for rev in tree.ancestry(leaf)[:limit]}
    tree.stem(limit)
    assert difference(tree.dump(), everything)[0] == [rev for rev in everything if rev not in near]


@given(histories(), st.data())
def test_a_purged_leaf_leaves_no_trace(arrivals: list[Arrival], data: st.DataObject) -> None:
    tree = tree_of(arrivals)
    gone = data.draw(st.lists(st.sampled_from(sorted(tree.parents))))
    rest = [leaf for leaf in tree.leaves if leaf not in gone]
    expected = tree_of([(tree.ancestry(leaf), tree.leaves[leaf]) for leaf in rest])
    assert sorted(tree.purge(gone)) == sorted(leaf for leaf in tree_of(arrivals).leaves if leaf in gone)
    assert (tree.parents, tree.leaves) == (expected.parents, expected.leaves)


@given(histories(), st.integers(1, 14))
def test_possible_ancestors_are_older_leaves(arrivals: list[Arrival], number: int) -> None:
    tree = tree_of(arrivals)
    older = {leaf for leaf in tree.leaves if int(leaf.partition("-")[0]) < number}
    missing, ancestors = difference(tree.dump(), ["1-new", f"{number}-new"])
    assert missing == ["1-new", f"{number}-new"]
    assert set(ancestors) == older


@pytest.mark.parametrize(
    ("leaves", "winner"),
    [
        pytest.param(["1-a", "1-b"], "1-b", id="greater hash"),
        pytest.param(["1-ff", "2-00"], "2-00", id="longer history before greater hash"),
        pytest.param(["9-x", "10-x"], "10-x", id="generations are numbers"),
        pytest.param(["!3-x", "1-a"], "1-a", id="alive before deleted"),
        pytest.param(["!1-a", "!1-b"], "!1-b", id="all deleted"),
        pytest.param(["1-" + "9" * 32, "1-b"], "1-" + "9" * 32, id="32 hexadecimal digits are 16 bytes"),
    ],
)
def test_the_winner(leaves: list[str], winner: str) -> None:
    tree = tree_of([((leaf.removeprefix("!"),), leaf.startswith("!")) for leaf in leaves])
    assert tree.winner == winner.removeprefix("!")


def test_two_parents_for_one_revision_end_the_same_everywhere() -> None:
    first, second = ("3-c", "2-a", "1-a"), ("3-c", "2-b", "1-a")
    assert tree_of([(first, False), (second, False)]).dump() == "3-c 2-b 1-a"
    assert tree_of([(second, False), (first, False)]).dump() == "3-c 2-b 1-a"


def test_all_that_has_replaced_a_revision() -> None:
    tree = tree_of([(("3-c", "2-b", "1-a"), False), (("2-x", "1-a"), False), (("2-d", "1-a"), True)])
    assert tree.leaves_from("1-a") == ["3-c", "2-x", "2-d"]
    assert tree.leaves_from("2-b") == ["3-c"]
    assert tree.leaves_from("2-x") == ["2-x"]
    assert tree.leaves_from("7-unknown") == []


@pytest.mark.parametrize("text", ["1-a", "12-" + "f" * 32, "1-x!y"])
def test_revision_ids(text: str) -> None:
    assert is_revision_id(text)


@pytest.mark.parametrize("text", ["", "1", "0-a", "-1-a", "a-1", "01-a", "1-a b", "1-a\n", "1-中", "١-a"])
def test_not_revision_ids(text: str) -> None:
    assert not is_revision_id(text)
