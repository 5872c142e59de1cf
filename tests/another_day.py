"""`yici` as if today were another day: `python -m tests.another_day 2021-06-08T09:00 serve …`."""

import sys
from functools import partial
from unittest.mock import patch

from server import run
from server.cli import app
from server.clock import HubClock

if __name__ == "__main__":
    with patch.object(run, "HubClock", partial(HubClock.starting_at, sys.argv.pop(1))):
        app()
