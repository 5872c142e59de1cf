"""Devices at a village hub: known by what came down, changed by nobody here."""

from server.village.absent_key import AtTheDistrict
from sync.records import Document


class AdmittedAbove:
    """What `Renewal` asks of whoever admits devices, where that is the district: a token is given by the
    device as it is, and what the tablet tells of itself it tells the district again."""

    async def with_lasting_credential(self, device: Document) -> Document:
        return device

    async def hear(self, device: Document, storage: str, waiting: int | None, agreed: str = "") -> None:
        pass

    def ending(self, device: Document, answers: str) -> Document:
        """Only the district's own word ends a tablet: `AtTheDistrict`, which gives it no token."""
        raise AtTheDistrict
