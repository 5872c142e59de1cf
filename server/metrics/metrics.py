"""Every metric there is. docs/operations.md lists them, and a test holds the list to this."""

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.metrics import disable_created_metrics

# Of the hub as it stands when somebody asks.
STANDING = {
    "ready": "1 once the tables have caught up after the start",
    "documents_answer": "0 while CouchDB is away; what is read from it is then of before",
    "store_takes_writes": "0 since a write failed, for want of room above all, until one passes",
    "tables_answer": "0 while the database of the tables is away; what is read from it is then of before",
    "store_writes_waiting": "Writes that wait for the document store",
    "projector_changes_behind": "Changes of documents that are not in the tables yet",
    "projector_seconds_behind": "For how long the oldest of them has waited",
    "facts_waiting": "Facts that name a guide or a block of numbers the hub does not hold",
    "quarantined_documents": "Documents in quarantine",
    "forgotten_devices": "Tablets the hub does not know since it was restored, and of which it hears",
    "alarms": "What no honest tablet can have done, and nobody has explained",
    "receipts_waiting": "Tablets that have not been told what the hub holds of theirs",
    "sites": "Sites of the district that are not closed",
    "sites_not_synced": "Sites whose latest the hub may not know",
    "number_stocks_low": "Stocks of numbers, one a tablet and item, that run low",
    "messages_unsent": "News of online cases that the portal has not taken",
    "upstream_not_level": "Of a village hub: databases that are not the same at the district",
    "upstream_seconds_since_level": "Of a village hub: since every database was level with the district",
    "upstream_documents_waiting": "Of a village hub: documents that wait for the district, or there for it",
    "look_ups_wanted": "Look-ups in the population system still to be made",
}
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

disable_created_metrics()  # type: ignore[no-untyped-call]  # when a counter began is when the process did


class Metrics:
    """Those of one hub. What happens is counted as it happens; `stands` fills in the rest."""

    def __init__(self) -> None:
        self.registry = of = CollectorRegistry()
        ProcessCollector(registry=of)
        self.requests = Counter("yici_requests", "Requests answered", ["route", "status"], registry=of)
        self.under_way = Gauge("yici_requests_under_way", "Requests being answered", ["route"], registry=of)
        self.seconds = Histogram(
            "yici_request_seconds",
            "From a request to the end of its answer; without feeds, which wait",
            ["route"],
            registry=of,
            buckets=_SECONDS,
        )
        self.written = Counter("yici_documents_written", "Documents taken in", ["database"], registry=of)
        self.refused = Counter("yici_documents_refused", "Documents refused", ["database"], registry=of)
        self._standing = {name: Gauge(f"yici_{name}", text, registry=of) for name, text in STANDING.items()}

    def stands(self, numbers: Mapping[str, float]) -> None:
        """Numbers of `STANDING`; what has none is as it was."""
        for name, number in numbers.items():
            self._standing[name].set(number)
