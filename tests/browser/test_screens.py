"""Each screen that a walk looks at is listed with a sentence, and each that is listed is looked at."""

import re

from tests.browser.screens import LISTED, SCREENS, WALKS, page_of_all

LOOK = re.compile(r'look\((?:[\w.]+, )?"([^"]+)"\)')
OF_A_TABLE = re.compile(r'^    \("[\w-]+", "([^"]+)", .*\),$', re.MULTILINE)  # ways, each with its screen


def test_the_walks_and_the_list_name_the_same_screens() -> None:
    text = "\n".join(walk.read_text(encoding="utf-8") for walk in WALKS)
    of_the_desk = {"window of the desk", "void elsewhere", "village file"}
    looked_at = {*LOOK.findall(text), *OF_A_TABLE.findall(text), *of_the_desk}
    assert looked_at == set(LISTED)


def test_the_page_shows_what_is_listed() -> None:
    assert (SCREENS / "README.md").read_text(encoding="utf-8") == page_of_all()
