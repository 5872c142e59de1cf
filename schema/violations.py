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


@cache
def _table() -> dict[str, Any]:
    """`order`: a type that the case has no place for; `states`; `rules`, by type and number."""
    whole: dict[str, Any] = json.loads(
        Path(__file__).with_name("violations.json").read_text(encoding="utf-8")
    )
    return whole
