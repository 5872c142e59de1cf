"""The same week, with the documents in an Apache CouchDB."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import couchdb
from tests.browser.conftest import FIRST_DAY
from tests.browser.test_story import test_one_certificate_two_visits_no_network
from tests.live_hub import LiveHub

__all__ = ["test_one_certificate_two_visits_no_network"]

pytestmark = [pytest.mark.browser, pytest.mark.couchdb]


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[LiveHub]:
    with couchdb.without_district() as url:
        live = LiveHub(tmp_path / "hub", YICI_COUCHDB_URL=url)
        live.start(now=FIRST_DAY)
        yield live
        live.stop()
