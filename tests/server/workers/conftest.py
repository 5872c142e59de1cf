"""An office of its own for each test that asks for one."""

import pytest

from tests.hub import DemoHub
from tests.server.workers.office import Office


@pytest.fixture
def office(demo: DemoHub) -> Office:
    return Office(demo)
