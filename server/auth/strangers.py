"""Tablets that nobody here knows and that ask all the same: in the log, and not more often than helps."""

import structlog

from server.clock import HubClock

SECONDS_OF_SILENCE = 60
MOST = 100  # different ones in that time: whoever invents names fills no log

log = structlog.get_logger("tablets")


class Strangers:
    """Those that have asked within the last minute."""

    def __init__(self, clock: HubClock) -> None:
        self._clock = clock
        self._asked = dict[str, int]()

    def asks(self, device: str) -> None:
        now = self._clock.timestamp()
        self._asked = {name: at for name, at in self._asked.items() if now - at < SECONDS_OF_SILENCE}
        if device not in self._asked and len(self._asked) < MOST:
            self._asked[device] = now
            log.warning("tablet turned away", device=device, why="this hub does not know it")
