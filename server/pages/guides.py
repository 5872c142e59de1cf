"""`/guides/<item>`: the guide in effect today, for anybody with a telephone; `/guides/` is all of them (R43).

Works without scripts; made from the guide that cases are judged by, as the leaflet is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.guides.told import Paper, Told, told
from server.guides.words import EN, ZH, Words
from server.hub import Hub
from server.online.guide_today import guides_today
from server.pages.kept import kept
from server.pages.template import page_template
from server.papers.every import phone
from server.qr import qr
from sync.records import Document, read

PAGE, INDEX = page_template("guide"), page_template("guides")
code_of = lru_cache(maxsize=32)(qr)  # strangers ask for these: the same is drawn once


@dataclass(frozen=True, slots=True)
class Asked:
    """What of guides is shown, in which words."""

    words: Words
    district: Document
    guides: list[Document]

    @property
    def language(self) -> str:
        language: str = self.words["language"]
        return language

    def told(self) -> dict[str, Told]:
        return {guide["item"]: told(guide, self.words) for guide in self.guides}

    def phone(self, item: str) -> str:
        return phone(self.district, next(guide for guide in self.guides if guide["item"] == item))

    def address(self, item: str) -> str:
        """What a telephone opens."""
        return f"{self.district['publicUrl']}/guides/{item}"

    def page(self) -> dict[str, Any]:
        """What every template needs."""
        is_english = self.words is EN
        return {
            "lang": "en" if is_english else "zh-CN",
            "query": "?lang=en" if is_english else "",
            "switch": "?lang=zh" if is_english else "?lang=en",
            "other": "zh-CN" if is_english else "en",
            "other_name": "中文" if is_english else "English",
            "district": escape(self.district["name" if not is_english else "nameEn"]),
        }


async def asked_for(request: Request) -> Asked:
    hub: Hub = request.app.state.hub
    reference = hub.engine.database("reference")
    guides = await guides_today(reference, hub.clock.today())
    words = EN if request.query_params.get("lang") == "en" else ZH
    return Asked(words, await read(reference, "district") or {}, guides)


async def page(request: Request) -> Response:
    """`GET /guides/<item>`, in English with `?lang=en`; for what there is not, 404 and what there is."""
    asked, item = await asked_for(request), request.path_params["item"]
    says = asked.told().get(item)
    if says is None:
        return nothing(request, asked)
    words = asked.words
    body = PAGE.substitute(
        **asked.page(),
        title=escape(words["guide"].format(says.name)),
        also=escape(words["also"].format(says.alias)) if says.alias else "",
        case_type=escape(says.case_type),
        sections="".join(_sections(asked, says)),
        code=code_of(asked.address(item)),
        item=item,
        source=escape(words["source"].format(says.basis, says.version, says.effective_from)),
        **{name: words[name] for name in ("scan", "leaflet", "screen", "others")},
    )
    return kept(request, body)


async def index(request: Request) -> Response:
    """`GET /guides/`."""
    asked = await asked_for(request)
    lead = asked.words["lead" if asked.guides else "no_guides"]
    return kept(request, _index(asked, asked.words["all"], lead))


def nothing(request: Request, asked: Asked) -> Response:
    """404, with the guides that there are."""
    words = asked.words
    return kept(request, _index(asked, words["none_here"], words["why_none"]), status=404)


def _index(asked: Asked, title: str, lead: str) -> str:
    page = asked.page()
    links = "".join(
        f'<li><a class="sheet" href="/guides/{one.item}{page["query"]}">'
        f"<b>{escape(one.name)}</b> <span>{escape(one.case_type)}</span></a></li>"
        for one in asked.told().values()
    )
    return INDEX.substitute(**page, title=title, lead=lead, links=links, screen=asked.words["screen_of_all"])


def _sections(asked: Asked, says: Told) -> Iterable[str]:
    words = asked.words
    number = escape(asked.phone(says.item))
    portal = escape(asked.district.get("portal") or "")
    form = f"<p>{escape(says.form)}</p>"
    bring = f"<ol>{paper_items(says.papers, words)}</ol>{form}" if says.papers else _p(words["no_papers"])
    online = (
        f'<p><a class="way" href="{portal}">{words["portal"]}</a></p>' if portal and says.channels else ""
    )
    for name, content in (
        ("papers", bring),
        ("unasked", listed(says.unasked)),
        ("who", listed(says.who)),
        ("ways", listed(says.ways) + online),
        ("steps", listed(says.steps, "ol")),
        ("limit", _p(says.limit)),
        ("fee", _p(words["free"])),
        ("phone", f'<p><a class="way" href="tel:{number}">{number}</a></p>'),
    ):
        yield f'<section class="sheet {name}"><h2>{words["heads"][name]}</h2>{content}</section>'


def paper_items(says: Iterable[Paper], words: Words) -> str:
    """A row for each paper to bring."""
    return "".join(_paper_item(one, words) for one in says)


def _paper_item(one: Paper, words: Words) -> str:
    choices = words["one_of"].format(one.choices) if one.choices else ""
    notes = "".join(f"<span>{escape(text)}</span>" for text in (one.when, choices, one.form) if text)
    return f"<li><b>{escape(one.name)}</b> {notes}</li>"


def listed(texts: Iterable[str], tag: str = "ul") -> str:
    """A list of sentences."""
    return f"<{tag}>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</{tag}>"


def _p(text: str) -> str:
    return f"<p>{escape(text)}</p>"
