"""Which papers there are of a case, what each shows, and how it is laid out."""

from collections.abc import Callable
from dataclasses import dataclass

from server.papers import decided, verified, window
from server.papers.every import Sheet
from server.papers.held import Held
from server.papers.render import pdf
from sync.errors import NotFound


@dataclass(frozen=True, slots=True)
class Kind:
    """`shows` are the types of the fact or order that such a paper is of."""

    shows: tuple[str, ...]
    says: Callable[[Held], Sheet]


KINDS = {
    "notice": Kind(("notice",), window.notice),
    "receipt": Kind(("acceptance",), window.receipt),
    "pledge": Kind(("pledge",), window.pledge),
    "verification": Kind(("pledge",), verified.verification),
    "letter": Kind(("verification",), verified.letter),
    "status-proof": Kind(("status-proof",), verified.status_proof),
    "opinion": Kind(("opinion",), verified.opinion),
    "certificate": Kind(("certificate",), decided.certificate),
    "refusal": Kind(("decision",), decided.refusal),
    "void-notice": Kind(("void", "certificate"), decided.void_notice),
}


def paper(kind: str, held: Held) -> bytes:
    """The PDF. Raises `NotFound` where there is no such paper of that document, `MissingGlyph`, and
    `Conflict` for what no longer stands."""
    known = KINDS.get(kind)
    if known is None or held.document["type"] not in known.shows:
        raise NotFound(f"There is no paper {kind} of {held.document['_id']}.")
    return pdf(kind, known.says(held))
