"""The revision tree of one document: pure, no I/O.

Every edit of a document names the revision it was made on. Offline, two people may edit the same revision, so
the history is a tree, not a list:

    1-a ── 2-b ── 3-c          leaves: 3-c, 3-e, 2-f (deleted)
       │     └─── 3-e
       └── 2-f (deleted)

A revision id is `<generation>-<hash>`; the generation is one more than its parent's. The hash covers content
and parent, so an id stands for one revision wherever it turns up. A peer never sends a tree, only *paths*: a
revision with its ancestors, newest first, as far back as the sender still knows them (`3-c 2-b 1-a`).

Merging a path is a union of revisions and of parent links. Union is commutative, associative and idempotent:
in whatever order the paths arrive, however often, every peer ends with the same tree. That is why nobody has
to be asked, and nothing locked, to take in a foreign history.

A *leaf* is a revision that arrived itself and that no path calls an ancestor. The *winner* is the leaf
everybody shows when asked for the document: not deleted before deleted, then the greatest generation, then
the greatest hash. The other leaves that are not deleted are its *conflicts*.

*Stemming* forgets ancestors beyond a limit, so that the history of a document written for years stays
bounded. A path that arrives later and ends below the cut starts a branch of its own.

As text a tree is one line for each leaf, the winner first; a line stops at the first revision that an earlier
line has already named, and `!` marks a deleted leaf:

    3-e 2-b 1-a
    3-c 2-b
    !2-f 1-a
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

_REVISION_ID = re.compile(r"[1-9][0-9]{0,14}-[!-~]*")
_HASH_AS_HEX = re.compile(r"[0-9a-f]{32}")


def is_revision_id(text: str) -> bool:
    """Whether `text` reads `<generation>-<hash>`, the hash in visible ASCII; it may be empty."""
    return _REVISION_ID.fullmatch(text) is not None


def generation(rev: str) -> int:
    """The number before the dash."""
    return int(rev.partition("-")[0])


def _strength(rev: str, deleted: bool) -> tuple[bool, int, bytes]:
    """Sort key of a leaf; the strongest wins. Like CouchDB, 32 hexadecimal digits compare as 16 bytes."""
    number, _, digest = rev.partition("-")
    as_bytes = bytes.fromhex(digest) if _HASH_AS_HEX.fullmatch(digest) else digest.encode()
    return not deleted, int(number), as_bytes


class RevTree:
    """`parents`: every known revision and its parent (None: unknown, or first); `leaves`: whether deleted."""

    __slots__ = ("leaves", "parents")

    def __init__(self) -> None:
        self.parents: dict[str, str | None] = {}
        self.leaves: dict[str, bool] = {}

    def merge(self, path: Sequence[str], deleted: bool = False) -> bool:
        """Take in a revision and its ancestors (newest first). False when all of it was known."""
        head = path[0]
        grown = head not in self.parents
        if grown:
            self.parents[head] = None
            self.leaves[head] = deleted
        for child, parent in pairwise(path):
            self.leaves.pop(parent, None)
            self.parents.setdefault(parent, None)
            known = self.parents[child]
            # Two parents for one id can only come from a broken peer; the greater one keeps all peers equal.
            if known is None or known < parent:
                self.parents[child] = parent
                grown = True
        return grown

    def ranked(self) -> list[str]:
        """All leaves, the winner first."""
        if len(self.leaves) == 1:  # of nearly every document
            return list(self.leaves)
        return sorted(self.leaves, key=lambda rev: _strength(rev, self.leaves[rev]), reverse=True)

    @property
    def winner(self) -> str:
        return max(self.leaves, key=lambda rev: _strength(rev, self.leaves[rev]))

    def conflicts(self) -> list[str]:
        """Leaves that are neither the winner nor deleted."""
        return [rev for rev in self.ranked()[1:] if not self.leaves[rev]]

    def ancestry(self, rev: str) -> tuple[str, ...]:
        """The path of a known revision, newest first."""
        path = []
        step: str | None = rev
        while step is not None:
            path.append(step)
            step = self.parents[step]
        return tuple(path)

    def leaves_from(self, rev: str) -> list[str]:
        """The leaves that are `rev` or descend from it, the strongest first; none when it is unknown."""
        return [leaf for leaf in self.ranked() if rev in self.ancestry(leaf)]

    def purge(self, revs: Iterable[str]) -> list[str]:
        """Take away those of `revs` that are leaves, with the ancestors that only they have; return those."""
        purged = [rev for rev in dict.fromkeys(revs) if rev in self.leaves]
        for rev in purged:
            del self.leaves[rev]
        kept = {rev for leaf in self.leaves for rev in self.ancestry(leaf)}
        self.parents = {rev: parent for rev, parent in self.parents.items() if rev in kept}
        return purged

    def stem(self, limit: int) -> None:
        """Keep at most `limit` revisions on the path of each leaf."""
        kept: dict[str, str | None] = {}
        for leaf in self.leaves:
            path = self.ancestry(leaf)[:limit]
            for child, parent in zip(path, (*path[1:], None), strict=True):
                kept[child] = kept.get(child) or parent
        self.parents = kept

    def dump(self) -> str:
        """The tree as text (see above)."""
        named: set[str] = set()
        lines = []
        for leaf in self.ranked():
            line = []
            for rev in self.ancestry(leaf):
                line.append(rev)
                if rev in named:
                    break
                named.add(rev)
            lines.append(("!" if self.leaves[leaf] else "") + " ".join(line))
        return "\n".join(lines)

    @classmethod
    def load(cls, text: str) -> "RevTree":
        """The inverse of `dump`."""
        tree = cls()
        for line in text.split("\n"):
            deleted = line.startswith("!")
            path = line[deleted:].split(" ")
            tree.leaves[path[0]] = deleted
            for child, parent in pairwise(path):
                tree.parents[child] = parent
            tree.parents.setdefault(path[-1], None)
        return tree


def linear(path: Sequence[str], deleted: bool) -> str:
    """The text of a tree that has this one path: what `dump` would give, without making the tree."""
    return ("!" if deleted else "") + " ".join(path)


def winning_path(text: str) -> tuple[str, ...]:
    """The winner's ancestry, read off the text of its tree."""
    return tuple(text.partition("\n")[0].removeprefix("!").split(" "))


def difference(text: str, revs: Iterable[str]) -> tuple[list[str], list[str]]:
    """Those of `revs` that the tree of this text does not know, in the order given, and its leaves that are
    older than one of them, the winner first: the sender may send only what lies above these."""
    known: set[str] = set()
    leaves = []
    for line in text.split("\n"):
        path = line.removeprefix("!").split(" ")
        known.update(path)
        leaves.append(path[0])
    missing = [rev for rev in revs if rev not in known]
    if not missing:
        return [], []
    newest = max(map(generation, missing))
    return missing, [leaf for leaf in leaves if generation(leaf) < newest]
