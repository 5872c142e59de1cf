"""Whatever happens to the hub's documents, what its tablets wrote comes again; real tablets, a real hub.

A tablet here is the app itself without its screens: its replications are live and stand idle, one of them in
a longpoll, when the hub is restored from a backup that was taken in the middle of their session.
"""

import random
from collections.abc import Callable

import pytest

from tests.interop.office import NOW, Office, Tablet


@pytest.mark.interop
def test_a_backup_of_the_middle_of_a_long_session(office: Office) -> None:
    writing, idle = office.tablets
    writing.do("write", facts=3)
    idle.do("write", facts=1)
    office.all_safe()
    backup = office.back_up()
    writing.do("write", facts=2)
    idle.do("write", facts=1)
    office.all_safe()
    assert len(office.restore(backup)) == 4
    office.all_safe()
    assert office.held() == office.written()
    writing.do("write", facts=1)  # under numbers of the feed that were given before
    office.all_safe()
    assert office.held() == office.written()


@pytest.mark.interop
def test_one_database_older_than_the_others(office: Office) -> None:
    writing, away = office.tablets
    writing.do("write", facts=2)
    office.all_safe()
    older = office.held()
    writing.do("write", facts=2)
    away.do("write", facts=2)
    office.all_safe()
    away.do("cut")
    office.restore_site(older)
    away.do("restart")  # it hears of the restore only when it is back
    office.all_safe()
    assert office.held() == office.written()


@pytest.mark.interop
def test_what_the_hub_ordered_after_the_backup(office: Office) -> None:
    writing, _ = office.tablets
    writing.do("write", facts=1)
    office.all_safe()
    backup = office.back_up()
    order = office.publicity("村委会门口")
    for tablet in office.tablets:
        tablet.do("have", ids=[order])
    office.restore(backup)
    office.has_again(order)
    office.all_safe()
    assert office.publicity("村委会门口") == order, "it is not put down twice"


class Fate:
    """What happens to an office, one thing after the other, drawn from a seed."""

    def __init__(self, office: Office, seed: int) -> None:
        self.office = office
        self.random = random.Random(seed)
        self.backups = [office.back_up()]
        self.happenings: list[tuple[Callable[[], None], int]] = [
            (self.write, 8),
            (self.cut, 2),
            (self.mend, 3),
            (self.restart, 2),
            (self.back_up, 3),
            (self.restore, 2),
            (self.restore_site, 1),
            (self.power_cut, 1),
            (office.all_safe, 2),
        ]

    def happen(self) -> None:
        happenings, weights = zip(*self.happenings, strict=True)
        self.random.choices(happenings, weights)[0]()

    def tablet(self) -> Tablet:
        return self.random.choice(self.office.tablets)

    def write(self) -> None:
        self.tablet().do("write", facts=self.random.randrange(1, 6))

    def cut(self) -> None:
        self.tablet().do("cut")

    def mend(self) -> None:
        self.tablet().do("mend")

    def restart(self) -> None:
        self.tablet().do("restart")

    def back_up(self) -> None:
        self.backups.append(self.office.back_up())

    def restore(self) -> None:
        self.office.restore(self.random.choice(self.backups))

    def restore_site(self) -> None:
        held = sorted(self.office.held())
        self.office.restore_site(set(self.random.sample(held, self.random.randrange(len(held) + 1))))

    def power_cut(self) -> None:
        self.office.hub.kill()
        self.office.hub.start(NOW)


@pytest.mark.interop
@pytest.mark.soak
@pytest.mark.parametrize("seed", range(6))
def test_no_acknowledged_fact_is_lost_whatever_happens(office: Office, seed: int) -> None:
    fate = Fate(office, seed)
    for _ in range(40):
        fate.happen()
    office.all_safe()
    assert office.held() == office.written()
    alarms = office.hub.ask("{ siteSync { alarms devices { gaps } } }")["siteSync"]
    assert not [site for site in alarms if site["alarms"] or any(one["gaps"] for one in site["devices"])]
