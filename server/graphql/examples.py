"""Questions that are ready to be asked: each a file beside this one, whose first two lines say what for."""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from server.hub import Hub

_FOLDER = Path(__file__).parent / "examples"


@dataclass(frozen=True, slots=True)
class Example:
    """`zh` and `en` say what it is for."""

    name: str
    zh: str
    en: str
    query: str


def examples(today: date) -> list[Example]:
    """With this year up to today where a period is asked for."""
    dated = {"FIRST": today.replace(month=1, day=1).isoformat(), "TODAY": today.isoformat()}
    return [_read(file, dated) for file in sorted(_FOLDER.glob("*.graphql"))]


async def _for_the_page(request: Request) -> Response:
    hub: Hub = request.app.state.hub
    found = [asdict(one) for one in examples(hub.clock.today())]
    return JSONResponse(found, headers={"Cache-Control": "no-cache"})


def _read(file: Path, dated: dict[str, str]) -> Example:
    text = file.read_text(encoding="utf-8")
    for word, day in dated.items():
        text = text.replace(f'"{word}"', f'"{day}"')
    zh, en, query = text.split("\n", 2)
    return Example(file.stem, zh.removeprefix("# "), en.removeprefix("# "), query)


EXAMPLE_ROUTES = [Route("/graphql/examples.json", _for_the_page, methods=["GET"])]
