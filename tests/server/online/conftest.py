"""An office, and a portal that listens to it."""

import pytest

from sync.errors import SyncError
from sync.records import Document
from tests.hub import DemoHub
from tests.server.workers.office import Office


class ListeningPortal:
    """Writes down what it is told; fails as it is bid."""

    def __init__(self) -> None:
        self.told: list[Document] = []
        self.tried = 0
        self.failing: SyncError | None = None
        self.refuses = ""  # an event

    async def tell(self, message: Document) -> None:
        self.tried += 1
        if self.failing and message["event"].startswith(self.refuses):
            raise self.failing
        self.told.append(message)

    @property
    def events(self) -> list[str]:
        return [message["event"] for message in self.told]


@pytest.fixture
def office(demo: DemoHub) -> Office:
    return Office(demo)


@pytest.fixture
def portal() -> ListeningPortal:
    return ListeningPortal()
