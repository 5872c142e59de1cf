"""What was wrong, in a sentence, by the table in `violations.json` that hub and tablet share."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_OF_THE_NOTICE = re.compile("R[0-9]{2}")


class Sentence(NamedTuple):
    """In both languages, the rule's number first where a rule of the notice was broken."""

    zh: str
    en: str


def sentence(document: str, rule: str, state: str) -> Sentence:
    """Of a document without effect, by its id; `state` is that of its case."""
    type_ = document.removeprefix("order:").partition(":")[0]
    broken = _table()["rules"].get(f"{type_}/{rule}")
    if broken is None:
        named = _table()["states"][state]
        return Sentence(**{lang: text.format(state=named[lang]) for lang, text in _table()["order"].items()})
    head = f"{rule} " if _OF_THE_NOTICE.fullmatch(rule) else ""
    return Sentence(**{lang: f"{head}{text}" for lang, text in broken.items()})


def attempt_sentence(rule: str, code: str) -> Sentence:
    """Of what a tablet kept a clerk from doing: `code` is a paper, or a document's type and its member."""
    table, type_ = _table(), code.partition("/")[0]
    broken = table["rules"].get(f"{type_}/{rule}") or table["demands"].get(rule)
    paper = _papers().get(code.partition(":")[0], {})
    told = {}
    for lang, text in table["attempt"].items():
        named = paper.get(lang, code)
        told[lang] = text.format(rule=rule, what=broken[lang].format(what=named) if broken else named)
    return Sentence(**told)


@cache
def _papers() -> dict[str, dict[str, str]]:
    """The names of what the guides of the notice list, by code."""
    guides = (Path(__file__).parent / "guides").glob("*.json")
    listed = (one for path in guides for one in json.loads(path.read_text(encoding="utf-8"))["materials"])
    return {one["code"]: one["name"] for one in listed}


@cache
def _table() -> dict[str, Any]:
    """`order`: a type that the case has no place for; `states`; `attempt`, and what was then demanded;
    `rules`, by type and number."""
    whole: dict[str, Any] = json.loads(
        Path(__file__).with_name("violations.json").read_text(encoding="utf-8")
    )
    return whole
