"""That no hub of a district is at work while a command changes what all of them rest on."""

from collections.abc import Iterator
from contextlib import contextmanager

from server.cannot_serve import CannotServe
from server.settings import LOCK_NAME, Settings
from sync.projector.database import open_projection
from sync.projector.postgresql import TablesAway
from sync.projector.sole import ProjectionIsBusy, Sole


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """While this lasts nobody fills the tables, here or, where they are in PostgreSQL, elsewhere: of the hubs
    that run one always does. Raises `CannotServe`."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    projection = open_projection(settings.projection_url)
    sole = Sole(projection, settings.data_dir / LOCK_NAME)
    try:
        sole.take()
        if settings.database_url:
            with sole.begin():
                pass
        yield
    except ProjectionIsBusy as busy:
        raise CannotServe(f"{busy}: stop all hubs first") from busy
    except TablesAway as away:
        raise CannotServe(f"the database of the tables is away: {away.why}") from away
    finally:
        sole.drop()
        projection.dispose()
