"""Which site an online application goes to."""

from collections.abc import Collection
from dataclasses import dataclass

from sync.errors import BadRequest


@dataclass(frozen=True, slots=True)
class Wish:
    """Codes of sites as the portal knows them, empty where it does not."""

    chosen: str = ""  # by the applicant
    residence: str = ""  # the wife's
    hukou: str = ""  # the wife's


def route(wish: Wish, sites: Collection[str]) -> tuple[str, str]:
    """The site and why. What the applicant chose counts; else the wife's own community: where she lives, else
    where she is registered. Raises BadRequest for a choice that is no site, and when nothing is known."""
    if wish.chosen:
        if wish.chosen not in sites:
            raise BadRequest(f"There is no site {wish.chosen}.")
        return wish.chosen, "applicant-chose"
    for why, site in (("residence", wish.residence), ("hukou", wish.hukou)):
        if site in sites:
            return site, why
    raise BadRequest("Let the applicant choose a site: where the wife lives and is registered is not known.")
