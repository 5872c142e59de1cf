"""A real tablet that was enrolled after the backup: turned away, taken up again by its paper, and whole."""

import pytest

from tests.interop.office import Office, Tablet

READMIT = """mutation($device: ID!, $token: String!) {
  readmitDevice(device: $device, token: $token) { pending } }"""


@pytest.mark.interop
def test_what_a_forgotten_tablet_wrote_comes_again(office: Office) -> None:
    office.tablets[0].do("write", facts=1)
    office.all_safe()
    backup = office.back_up()
    forgotten = Tablet(office.hub, "sipaifang-1")
    office.tablets.append(forgotten)
    forgotten.do("write", facts=3)
    office.all_safe()
    office.restore(backup)
    forgotten.do("write", facts=2)
    for other in office.tablets[:2]:  # which offer what they fetched of it
        other.do("refused", facts=3)
    assert forgotten.do("look")["waiting"] == 5
    paper = forgotten.do("paper")["paper"]
    office.hub.ask(READMIT, {"device": forgotten.stands["device"], "token": paper}, user="jijiang")
    for other in office.tablets[:2]:
        other.do("refused", facts=0)  # by the receipt that the forgotten one got
    office.all_safe()
    assert office.held() == office.written()

    later = Tablet(office.hub, "sipaifang-2")
    office.tablets.append(later)
    later.do("write", facts=1)
    office.all_safe()
    assert len({tablet.stands["device"] for tablet in office.tablets}) == 4
