"""The hub's own duties: deadlines, duplicates, routing, look-ups… Each is a small worker of its own."""

from collections.abc import Sequence

from server.online.leftovers import Leftovers
from server.online.purge import Purge
from server.online.wish_addresses import WishAddresses
from server.workers.abandonment import Abandonment
from server.workers.copies import Copies
from server.workers.distrust import Distrust
from server.workers.due import Due
from server.workers.duplicates import Duplicates
from server.workers.elsewhere import Elsewhere
from server.workers.issued import Issued
from server.workers.missing_calendars import MissingCalendars
from server.workers.silent_sites import SilentSites
from server.workers.top_up import TopUp
from server.workers.warnings import Warnings
from server.workers.worker import Worker

ALL: Sequence[Worker] = (
    Due(),
    Distrust(),
    SilentSites(),
    Warnings(),
    Abandonment(),
    Duplicates(),
    Elsewhere(),
    Issued(),
    MissingCalendars(),
    TopUp(),
    Purge(),
    Leftovers(),
    WishAddresses(),
    Copies(),
)
