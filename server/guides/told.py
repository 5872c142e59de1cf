"""A guide as people are told it, made from the guide that cases are judged by (R14, R15, R43)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schema.rules import Guide
from server.guides.words import Words

Material = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Paper:
    """One that a couple shows. `when` says of whom it is wanted; empty where it is of everybody. `form` is
    which and how many; of `choices` one is enough."""

    name: str
    when: str
    choices: str
    form: str


@dataclass(frozen=True, slots=True)
class Told:
    """All that a guide says, in one language. `unasked` is what nobody has to bring."""

    item: str
    name: str
    alias: str
    case_type: str
    channels: str
    who: tuple[str, ...]
    limit: str
    papers: tuple[Paper, ...]
    form: str
    unasked: tuple[str, ...]
    ways: tuple[str, ...]
    steps: tuple[str, ...]
    basis: str
    version: str
    effective_from: str


def told(guide: Guide, words: Words) -> Told:
    """What a guide says."""
    language = words["language"]
    return Told(
        item=guide["item"],
        name=guide["name"][language],
        alias=words["and"].join(guide["alias"]),
        case_type=guide["caseType"][language],
        channels=words["stated"].join(one[language] for one in guide["channels"]),
        who=tuple(_who(guide, words)),
        limit=_limit(guide, words),
        papers=tuple(papers(guide, words)),
        form=guide["materialForm"][language] + words["stop"],
        unasked=tuple(_unasked(guide, words)),
        ways=tuple(_ways(guide, words)),
        steps=tuple(one[language] for one in guide["steps"]),
        basis=guide["basis"],
        version=guide["version"],
        effective_from=guide["effectiveFrom"],
    )


def papers(guide: Guide, words: Words) -> Iterator[Paper]:
    """One a material, though the guide has a row for each way in which it may be wanted."""
    by_code: dict[str, list[Material]] = {}
    for one in guide["materials"]:
        if one["obtainedBy"] == "applicant":
            by_code.setdefault(one["code"], []).append(one)
    for same in by_code.values():
        first, name = same[0], same[0]["name"][words["language"]]
        yield Paper(
            name=words["both"].format(name) if _is_of_both(same) else name,
            when=_when(guide, same, words),
            choices=_choices(guide, first["anyOf"], words),
            form=_form(first, words),
        )


def _is_of_both(same: Sequence[Material]) -> bool:
    """Not where it is wanted of one of the two: `when` says of which."""
    whom = {one for material in same for one in material["for"]}
    return {"husband", "wife"} <= whom and not _is_of_one(same[0]["when"])


def _when(guide: Guide, same: Sequence[Material], words: Words) -> str:
    """In words, for whom a paper is wanted at all; empty for everybody."""
    condition = same[0]["when"]
    if "children" in same[0]["for"]:
        return str(words["each_child"])
    if len(same) > 1:  # one, or one of each: only booklets are asked so
        return str(words["booklet"])
    if not isinstance(condition, dict) or "==" not in condition:
        return ""
    asked, answer = condition["=="]
    key, language = asked["var"].rpartition(".")[2], words["language"]
    for question in guide["questions"]:
        for option in question["options"] if question["key"] == key else ():
            if option["code"] == answer:
                said = words["one_of_two" if _is_of_one(condition) else "some"]
                return str(said.format(question[language], option[language]))
    return ""


def _is_of_one(condition: Any) -> bool:
    """Whether a condition looks at one of the two."""
    return isinstance(condition, dict) and any(
        str(part["var"]).startswith("person.") for part in condition.get("==", ()) if isinstance(part, dict)
    )


def _choices(guide: Guide, alternatives: Sequence[Sequence[str]], words: Words) -> str:
    """`离婚证和离婚协议书，或离婚判决书`."""
    named = (
        words["parts"].join(guide["parts"][part][words["language"]] for part in parts)
        for parts in alternatives
    )
    return str(words["or"].join(named))


def _form(material: Material, words: Words) -> str:
    count, copies = material["count"], material["copies"]
    if material["keeps"] == "all":
        return str(words["photographs"].format(count))
    return str(words["copied"].format(count, copies) if copies else words["shown"].format(count))


def _who(guide: Guide, words: Words) -> Iterator[str]:
    """Whom it is for, as far as the guide has conditions."""
    yield words["everybody"]
    language = words["language"]
    for question in guide["questions"]:
        if question["key"] == "reason":
            reasons = words["or"].join(one[language] for one in question["options"])
            yield words["reasons"].format(question[language], reasons)
        elif question["key"] == "children" and question["least"] == question["most"]:
            yield words["children"].format(question["least"])
    if guide["channels"]:
        yield words["one_comes"]


def _limit(guide: Guide, words: Words) -> str:
    if not guide["channels"]:
        return str(words["whenever"])
    days = guide["workingDays"]
    return str(words["within"].format(days) if days else words["at_once"])


def _unasked(guide: Guide, words: Words) -> Iterator[str]:
    language = words["language"]
    for one in guide["materials"]:
        if one["obtainedBy"] == "office":
            yield f"{one['name'][language]}{words['colon']}{one['note'][language]}"
    yield words["not_home"]
    if asked := [one for one in guide["materials"] if one["obtainedBy"] == "applicant"]:
        is_copied = any(one["copies"] for one in asked)
        yield words["copies_made" if is_copied else "copies_unwanted"]
    yield words["nothing_else"]


def _ways(guide: Guide, words: Words) -> Iterator[str]:
    channels = {one["code"] for one in guide["channels"]}
    if not channels:
        yield words["not_applied"]
    if "window" in channels:
        yield words["window"].format(words["accepted" if guide["workingDays"] else "done"])
        yield words["near"]
    if "online" in channels:
        yield words["online"].format(words["mailed"])
