"""Whose a data directory is: a district's or a village hub's, for good."""

from server.cannot_serve import CannotServe
from server.settings import Settings


def check_whose(settings: Settings) -> None:
    """Raises `CannotServe` where one would become the other: it would found another district."""
    has_key = (settings.keys_dir / "district.pem").exists()
    upstream = settings.upstream_url.get_secret_value()
    if has_key and upstream:
        raise CannotServe(f"{settings.data_dir} is a district's: a village hub needs a directory of its own")
    if not has_key and not upstream and (settings.keys_dir / "token.pem").exists():
        raise CannotServe(f"{settings.data_dir} is a village hub's: name its district in YICI_UPSTREAM_URL")
