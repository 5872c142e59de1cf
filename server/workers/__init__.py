"""The hub's own duties: deadlines, duplicates, routing, look-ups… Each is a small worker of its own."""

from collections.abc import Sequence

from server.workers.copies import Copies
from server.workers.due import Due
from server.workers.duplicates import Duplicates
from server.workers.worker import Worker

ALL: Sequence[Worker] = (Due(), Duplicates(), Copies())
