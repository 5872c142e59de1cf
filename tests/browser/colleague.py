"""A second tablet at the community's window, whose facts come from Python: for what a test is not about."""

from datetime import datetime

import httpx2

from schema.envelope import from_base64url
from schema.numbers import certificate_number
from tests.browser.test_story import FIRST_VISIT
from tests.hub import ENROL, as_revision
from tests.live_hub import PASSWORD, LiveHub
from tests.tablet import Fact, Tablet

SITE = "500116001901"


class Colleague(Tablet):
    """Enrolled at a running hub. What it writes is sent by `push`."""

    def __init__(self, hub: LiveHub) -> None:
        super().__init__(f"{SITE}Z9", "sipaifang-2", secret=11)
        self._hub = hub
        given = {"code": "1111-1111", "key": self.public_key}
        enrolled = hub.ask(ENROL, given, self.clerk)["enrolDevice"]
        self.device, self.credential = enrolled["device"], from_base64url(enrolled["credential"])
        self.now = FIRST_VISIT
        self._sent = 0

    def prove_status(self, case: str) -> None:
        """Of both spouses, as the population system has them; waits for its answers."""
        lookups = self._lookups(case)
        self.now = max(self.now, *(datetime.fromisoformat(one["at"]) for one in lookups.values()))
        today = self.now.date()
        for serial, (spouse, lookup) in enumerate(sorted(lookups.items()), start=1):
            self.fact(
                "status-proof",
                case,
                spouse=spouse,
                basis="lookup",
                of=lookup["_id"],
                certNo=certificate_number("status-proof", self.device, today, serial),
                block=f"block:{self.device}:status-proof:1",
                issuedOn=today.isoformat(),
                marital="初婚",
                children=1,
            )
        self.push()

    def push(self, refused: int = 0) -> None:
        """Of what it sends, so many facts are not taken."""
        body = {"new_edits": False, "docs": [as_revision(fact) for fact in self.facts[self._sent :]]}
        url, auth = f"{self._hub.url}/couchdb/site-{SITE}/_bulk_docs", (self.clerk, PASSWORD)
        answer = httpx2.post(url, json=body, auth=auth, timeout=30)
        assert (answer.status_code, len(answer.json())) == (201, refused), answer.text
        self._sent = len(self.facts)

    def _lookups(self, case: str) -> dict[str, Fact]:
        """The answers by spouse, once there is one for each."""
        while True:
            found = {
                one["spouse"]: one
                for one in self._hub.documents(f"site-{SITE}")
                if one["type"] == "lookup" and one["case"] == case
            }
            if len(found) == len(("husband", "wife")):
                return found
