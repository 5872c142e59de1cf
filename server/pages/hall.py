"""`/guides/<item>/screen`, `/guides/screen`: the guides for the screen of a hall, in pages that turn (R15).

Everything is in one answer. A script turns the pages and looks for news; what it got last stays on the
screen without a network, also where the screen is started then. Without scripts the pages stand one under
the other.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from html import escape
from math import ceil
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from server.guides.told import Told
from server.pages.guides import Asked, asked_for, code_of, listed, nothing, paper_items
from server.pages.kept import kept
from server.pages.template import page_template

MOST_PAPERS = 4  # on a page that is read from across a hall
PAGE = page_template("hall", style="hall")


async def of_one(request: Request) -> Response:
    """The pages of one guide, in English with `?lang=en`; 404 for what there is not."""
    asked = await asked_for(request)
    says = asked.told().get(request.path_params["item"])
    return nothing(request, asked) if says is None else _screen(request, asked, says.name, [says])


async def of_all(request: Request) -> Response:
    """The pages of all guides in turn."""
    asked = await asked_for(request)
    return _screen(request, asked, asked.words["all"], list(asked.told().values()))


async def script(request: Request) -> Response:
    """`GET /guides/screen.js`."""
    return kept(request, _script("hall.js"), "text/javascript")


async def worker(request: Request) -> Response:
    """`GET /guides/screen-worker.js`."""
    return kept(request, _script("hall_worker.js"), "text/javascript")


def _screen(request: Request, asked: Asked, title: str, says: list[Told]) -> Response:
    words = asked.words
    pages = "".join(_pages(asked, one) for one in says) or f"<section><h1>{words['no_guides']}</h1></section>"
    body = PAGE.substitute(
        **asked.page(),
        title=escape(title),
        pages=pages,
        script=sha256(_script("hall.js").encode()).hexdigest()[:8],
        **{name: words[name] for name in ("stale", "pause", "go_on", "before", "next")},
    )
    return kept(request, body)


def _pages(asked: Asked, says: Told) -> str:
    words = asked.words
    source = escape(words["source"].format(says.basis, says.version, says.effective_from))
    code = code_of(asked.address(says.item))
    foot = (
        f'<footer><figure role="img" aria-label="{words["scan"]}">{code}</figure>'
        f"<div><p>{words['scan']}</p><p>{words['heads']['phone']} <b>{escape(asked.phone(says.item))}</b></p>"
        f"<p><small>{source}</small></p></div></footer>"
    )
    head = f'<header><h1>{escape(says.name)}</h1><p class="type">{escape(says.case_type)}</p></header>'
    return "".join(
        f"<section>{head}<h2>{escape(name)}</h2>{content}{foot}</section>"
        for name, content in _parts(asked, says)
    )


def _parts(asked: Asked, says: Told) -> Iterator[tuple[str, str]]:
    """What stands on a page, with its heading."""
    words, heads = asked.words, asked.words["heads"]
    each = ceil(len(says.papers) / max(1, ceil(len(says.papers) / MOST_PAPERS)))
    for first in range(0, len(says.papers), each or 1):
        some = says.papers[first : first + each]
        yield heads["papers"], f'<ol start="{first + 1}">{paper_items(some, words)}</ol>'
    yield heads["unasked"], listed(says.unasked)
    also = (f"{heads['limit']}{words['colon']}{says.limit}", f"{heads['fee']}{words['colon']}{words['free']}")
    yield heads["ways"], listed((*says.ways, *also))
    yield heads["steps"], listed(says.steps, "ol")


@cache
def _script(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
