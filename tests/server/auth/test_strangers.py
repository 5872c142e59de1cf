"""Those who ask and whom nobody knows are in the log, and do not fill it."""

from structlog.testing import capture_logs

from server.auth.strangers import MOST, SECONDS_OF_SILENCE, Strangers
from server.clock import HubClock


class Clock(HubClock):
    """Stands still."""

    seconds = 0

    def timestamp(self) -> int:
        return self.seconds


def test_each_is_told_once_a_minute_and_only_so_many() -> None:
    clock = Clock()
    strangers = Strangers(clock)
    with capture_logs() as logged:
        strangers.asks("500116001901A1")
        strangers.asks("500116001901A1")
        assert len(logged) == 1
        for n in range(2 * MOST):
            strangers.asks(f"500116{n:06}A1")
        assert len(logged) == MOST
        clock.seconds = SECONDS_OF_SILENCE
        strangers.asks("500116001901A1")
        assert len(logged) == MOST + 1
