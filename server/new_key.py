"""What `yici new-key` does: the district signs with another key, and what it signed before stays."""

from datetime import date
from pathlib import Path

import uvloop
from cryptography.hazmat.primitives.asymmetric import ec

from schema.district_keys import vouched_for
from server.cannot_serve import CannotServe
from server.clock import HubClock
from server.durable import sync_folder
from server.founding import key_document
from server.hub import Hub, open_engine, open_hub
from server.keys import load_or_create
from server.own_files import check_not_as_root, check_own
from server.settings import Settings
from sync.projector.sole import ProjectionIsBusy
from sync.records import Document, change, put_new, read_range

_SECONDS_TO_SHOW = 30.0


def new_key(settings: Settings, clock: HubClock, old_until: date | None) -> Document:
    """Publish a new key of the district and sign with it from the next start on; the published document.

    `old_until` is the last day on which the word of the keys before it counts, where it is to be earlier than
    they say. Raises `CannotServe` while a hub is running, and where there are no documents.
    """
    if not settings.has_documents:
        raise CannotServe(f"{settings.data_dir} holds no documents")
    check_own(settings.data_dir)
    check_not_as_root(settings.data_dir)
    return uvloop.run(_new_key(settings, clock, old_until))


async def _new_key(settings: Settings, clock: HubClock, old_until: date | None) -> Document:
    hub = open_hub(settings, await open_engine(settings), clock=clock)
    try:
        await hub.projector.start()
        # Begun again after a crash, this goes on with the same key.
        coming = settings.keys_dir / "district-next.pem"
        made = load_or_create(coming)
        document = vouched_for(key_document(made, hub.clock.today()), hub.district_key)
        await _publish(hub, document, made, old_until)
        await hub.projector.passed("reference", _SECONDS_TO_SHOW)
        _take_up(coming, settings.keys_dir / "district.pem")
        return document
    except ProjectionIsBusy as error:
        raise CannotServe(str(error)) from error
    finally:
        await hub.stop()


async def _publish(
    hub: Hub, document: Document, made: ec.EllipticCurvePrivateKey, old_until: date | None
) -> None:
    """Old and new vouch for each other: tablets admitted by either one trust both."""
    reference = hub.engine.database("reference")
    await put_new(reference, [document])
    for old in await read_range(reference, "key:"):
        if old["kid"] == document["kid"]:
            continue
        until = min(old["until"], old_until.isoformat()) if old_until else old["until"]
        await change(reference, old["_id"], **{**vouched_for(old, made), "until": until})


def _take_up(coming: Path, current: Path) -> None:
    """The private half of the old key is gone with this: nobody can sign with it any more."""
    coming.rename(current)
    sync_folder(current.parent)
