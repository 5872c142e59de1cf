"""What must hold for a fact to have its effect, by the names the case table uses. Each is pure.

A guard sees the case as it stands, the fact, and the guides in effect on its day, the case's own first.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from schema.case import site_of
from schema.rules import Guide, copied_keys, declared_facts, homework, missing, pledge_wanted

Case = Mapping[str, Any]
Fact = Mapping[str, Any]
Law = Sequence[Guide]
Guard = Callable[[Case, Fact, Law], bool]

_CALLS_IN_VAIN = 2
_WORDS = re.compile(r"[^ \t\r\n\u00a0\u3000]")  # each language has its own idea of blanks; this is the twins'
_FALSE = ("pledge-false", "false-pledge")  # why something is refused, why a certificate is void


def _missing_keys(case: Case, law: Law) -> set[str]:
    return {one.key for one in missing(law, declared_facts(case), case["shown"])}


def _keys(notice: Mapping[str, Any]) -> set[str]:
    return {entry["key"] for entry in notice["missing"]}


def _replaces_what_was_declared(case: Case, fact: Fact, _law: Law) -> bool:
    return {one["id"] for one in case["declarations"]} >= set(fact["replaces"])


def _changes_nothing_that_is_asked(case: Case, fact: Fact, _law: Law) -> bool:
    """After acceptance a name may be put right, not who the couple are or what any condition looks at."""
    same_people = all(
        fact[whom]["idNo"] == case[whom]["idNo"]
        and fact[whom]["hukou"]["area"] == case[whom]["hukou"]["area"]
        for whom in ("husband", "wife")
    )
    same_children = all(map(is_same_child, case["children"], fact["children"]))
    return same_people and same_children and declared_facts(fact) == declared_facts(case)


def is_same_child(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """A name was misspelt, or a day mistaken; not both."""
    return bool(one["name"] == other["name"] or one["bornOn"] == other["bornOn"])


def _adds_nothing_without_a_change(case: Case, fact: Fact, _law: Law) -> bool:
    if not case["notices"]:
        return True
    last = case["notices"][-1]
    since = {one["id"] for one in case["declarations"] if one["at"] > last["at"]}
    return bool(fact["change"] in since or _keys(fact) <= _keys(last))


def _no_notice_told_of_it(case: Case, fact: Fact, _law: Law) -> bool:
    """A paper of which a notice says that it was shown can be asked for no more."""
    told = case["notices"][-1]["at"] if case["notices"] else ""
    return {one["id"] for one in case["ticks"] if one["at"] > told} >= set(fact["of"])


def _keeps_what_the_guide_keeps(_case: Case, fact: Fact, law: Law) -> bool:
    return {one["key"] for one in fact["kept"]} <= copied_keys(law[0])


def _promises_what_the_guide_allows(_case: Case, fact: Fact, law: Law) -> bool:
    limit: int = law[0]["workingDays"]
    return bool(min(limit, 1) <= fact["workingDays"] <= limit)


def _pledge_is_wanted(case: Case, fact: Fact, law: Law) -> bool:
    return fact["spouse"] in pledge_wanted(law[0], declared_facts(case))


def _pledger_is_trusted(case: Case, fact: Fact, _law: Law) -> bool:
    return not any(
        pledge["spouse"] == fact["spouse"] and pledge["status"] == "false" for pledge in case["pledges"]
    )


def _named(things: Sequence[Mapping[str, Any]], name: str) -> Mapping[str, Any] | None:
    return next((thing for thing in things if thing["id"] == name), None)


def _pledge_is_open(case: Case, fact: Fact, _law: Law) -> bool:
    pledge = _named(case["pledges"], fact["pledge"])
    return pledge is not None and pledge["status"] in ("unverified", "verifying", "unreachable")


def _pledge_is_untouched(case: Case, fact: Fact, _law: Law) -> bool:
    pledge = _named(case["pledges"], fact["pledge"])
    return pledge is not None and pledge["status"] == "unverified"


def _was_answered(case: Case, fact: Fact, _law: Law) -> bool:
    """By somebody, for a finding; in vain twice, to call them unreachable."""
    pledge = _named(case["pledges"], fact["pledge"])
    attempts = pledge["attempts"] if pledge else []
    answered = sum(attempt["answered"] for attempt in attempts)
    if fact["result"] == "unreachable":
        return bool(len(attempts) - answered >= _CALLS_IN_VAIN)
    return bool(answered)


def _false_is_confirmed(case: Case, fact: Fact, _law: Law) -> bool:
    """Whoever refuses or makes void for a false pledge needs one that two people found false."""
    why = fact["why"] if fact["type"] == "void" else fact["reason"]
    return why not in _FALSE or any(pledge["status"] == "false" for pledge in case["pledges"])


def _is_a_second_person(case: Case, fact: Fact, _law: Law) -> bool:
    return any(
        pledge["status"] == "disputed"
        and pledge["conclusion"]["id"] == fact["conclusion"]
        and pledge["conclusion"]["by"] != author(fact)
        for pledge in case["pledges"]
    )


def author(fact: Fact) -> str:
    """Who wrote it: the clerk who signed, or whom the hub wrote it for."""
    name: str = fact["clerk"] if "clerk" in fact else fact["by"]
    return name


def _is_verified(case: Case, basis: str, of: str, spouses: Sequence[str]) -> bool:
    """Whether a look-up or a verified pledge of one of `spouses` bears a proof out."""
    if basis == "lookup":
        found = _named(case["lookups"], of)
        return found is not None and found["result"] == "consistent" and found["spouse"] in spouses
    return basis == "pledge" and any(
        pledge["status"] == "consistent" and pledge["conclusion"]["id"] == of and pledge["spouse"] in spouses
        for pledge in case["pledges"]
    )


def _lookup_is_open(case: Case, fact: Fact, _law: Law) -> bool:
    found = _named(case["lookups"], fact["lookup"])
    return found is not None and found["result"] != "consistent"


def _status_has_its_basis(case: Case, fact: Fact, law: Law) -> bool:
    """The population system knows residents of the city; of others only a verified pledge tells."""
    basis = "pledge" if _pledge_is_wanted(case, fact, law) else "lookup"
    return fact["basis"] == basis and _is_verified(case, basis, fact["of"], [fact["spouse"]])


def _children_have_their_basis(case: Case, fact: Fact, _law: Law) -> bool:
    return _is_verified(case, fact["basis"], fact["of"], ["husband", "wife"])


def _opinion_has_its_basis(case: Case, fact: Fact, _law: Law) -> bool:
    match fact["basis"]:
        case "employer-paper":
            return True
        case "own-residents":
            return all(case[whom]["hukou"]["area"] == fact["site"][:6] for whom in ("husband", "wife"))
        case "phone":
            return bool(fact["office"] and fact["content"])
    return _is_verified(case, fact["basis"], fact["of"], ["husband", "wife"])


def homework_is_done(case: Case, _fact: Fact, law: Law) -> bool:
    """Whether nothing of the office's own is left that the certificate or the decision must wait for."""
    return all(one.by in case["done"] for one in homework(law[0], declared_facts(case)) if one.blocking)


def _appraisal_allows(case: Case, fact: Fact, _law: Law) -> bool:
    return bool(case["reason"] != "sick-child" or fact["appraisal"] == "eligible")


def _is_for_this_couple(case: Case, fact: Fact, _law: Law) -> bool:
    """As they are declared; in a case that two offices work on, as the writer's own office took them down."""
    own = [one["declared"] for one in case["declarations"] if site_of(one["id"]) == fact["site"]]
    known = [case, *own[-1:]] if case["fence"] else [case]
    return fact["item"] == case["item"] and any(
        all(fact[member] == declared[member] for member in ("husband", "wife", "children"))
        for declared in known
    )


def _is_of_this_couple(case: Case, fact: Fact, _law: Law) -> bool:
    return fact["guide"] == case["guide"] and all(
        fact[whom]["idNo"] == case[whom]["idNo"] for whom in ("husband", "wife")
    )


def _certificate(case: Case, number: str) -> Mapping[str, Any] | None:
    return next((one for one in case["certificates"] if one["certNo"] == number), None)


def _was_issued(case: Case, fact: Fact, _law: Law) -> bool:
    return _certificate(case, fact["certNo"]) is not None


def _is_in_force(case: Case, fact: Fact, _law: Law) -> bool:
    certificate = _certificate(case, fact["certNo"])
    return certificate is not None and not certificate["void"]


def _is_still_here(case: Case, fact: Fact, _law: Law) -> bool:
    certificate = _certificate(case, fact["certNo"])
    return certificate is not None and not certificate["handedOver"]


def _nobody_pledged_falsely(case: Case, _fact: Fact, _law: Law) -> bool:
    """Whatever the certificate is void for: that two people found a pledge false is final."""
    return all(pledge["status"] != "false" for pledge in case["pledges"])


def _supersedes_one_that_failed(case: Case, fact: Fact, _law: Law) -> bool:
    """Void, lost, or with a slip of the pen that the office owns up to: what takes its place makes it
    void, and the couple wait for nobody else to do so."""
    number = fact["supersedes"]
    old = _certificate(case, number)
    taken = any(one["supersedes"] == number for one in case["certificates"])
    wrong = {"certNo": number, "why": "clerical-error"}
    is_wrong = any(wrong.items() <= request.items() for request in case["voidRequests"])
    return old is not None and bool(old["void"] or old["lost"] or is_wrong) and not taken


def _delivery_is_offered(case: Case, fact: Fact, law: Law) -> bool:
    """What is issued in another's place is mailed too: who lost one need not come for it again."""
    is_another = any(one["supersedes"] for one in case["certificates"])
    offered = law[0]["delivery"].get(case["channel"], [])
    return bool(fact["method"] in offered or (fact["method"] == "mail" and is_another))


GUARDS: dict[str, Guard] = {
    "replaces-what-was-declared": _replaces_what_was_declared,
    "changes-nothing-that-is-asked": _changes_nothing_that_is_asked,
    "something-is-missing": lambda case, _fact, law: bool(_missing_keys(case, law)),
    "nothing-is-missing": lambda case, _fact, law: not _missing_keys(case, law),
    "no-notice-told-of-it": _no_notice_told_of_it,
    "keeps-what-the-guide-keeps": _keeps_what_the_guide_keeps,
    "promises-what-the-guide-allows": _promises_what_the_guide_allows,
    "names-all-that-is-missing": lambda case, fact, law: _keys(fact) == _missing_keys(case, law),
    "adds-nothing-without-a-change": _adds_nothing_without_a_change,
    "pledge-is-wanted": _pledge_is_wanted,
    "pledger-is-trusted": _pledger_is_trusted,
    "pledge-is-untouched": _pledge_is_untouched,
    "pledge-is-open": _pledge_is_open,
    "was-answered": _was_answered,
    "false-has-its-evidence": lambda _case, fact, _law: fact["result"] != "false" or bool(fact["evidence"]),
    "false-is-confirmed": _false_is_confirmed,
    "is-a-second-person": _is_a_second_person,
    "lookup-is-open": _lookup_is_open,
    "status-has-its-basis": _status_has_its_basis,
    "children-have-their-basis": _children_have_their_basis,
    "opinion-has-its-basis": _opinion_has_its_basis,
    "is-decided-by-a-township": lambda _case, _fact, law: bool(law[0]["decision"] == "township"),
    "needs-no-decision": lambda _case, _fact, law: bool(law[0]["decision"] == "none"),
    "homework-is-done": homework_is_done,
    "appraisal-allows": _appraisal_allows,
    "refusal-has-a-reason": lambda _case, fact, _law: bool(fact["reason"]),
    "refusal-has-grounds": lambda _case, fact, _law: bool(_WORDS.search(fact["grounds"])),
    "is-for-this-couple": _is_for_this_couple,
    "is-of-this-couple": _is_of_this_couple,
    "nobody-went-on-before": lambda case, fact, _law: bool(fact["fence"] == case["fence"] + 1),
    "supersedes-nothing": lambda _case, fact, _law: not fact["supersedes"],
    "supersedes-one-that-failed": _supersedes_one_that_failed,
    "nobody-pledged-falsely": _nobody_pledged_falsely,
    "was-issued": _was_issued,
    "is-in-force": _is_in_force,
    "is-still-here": _is_still_here,
    "delivery-is-offered": _delivery_is_offered,
    "mail-was-chosen": lambda case, _fact, _law: bool(case["delivery"] == "mail"),
    "was-mailed": lambda case, fact, _law: any(one["certNo"] == fact["certNo"] for one in case["mailings"]),
}
