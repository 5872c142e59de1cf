"""That the private keys of a district are with its documents: new ones would be published beside them."""

from pathlib import Path

from schema.district_keys import key_id
from server.cannot_serve import CannotServe
from server.keys import load_or_create
from sync.engine import Engine

DISTRICT = "district.pem"
_PUBLISHED = {
    DISTRICT: "key:",
    "papers.pem": "sealing-key:",
}  # in `reference`, by the file of the private half


async def check_keys(engine: Engine, keys_dir: Path) -> None:
    """Raises `CannotServe` where the public half of a key is in the documents and no private one in
    `keys_dir`. A district that begins has neither."""
    for file, prefix in _PUBLISHED.items():
        if not (keys_dir / file).exists() and await _published(engine, prefix):
            raise CannotServe(
                f"these documents are of a district whose private key is not in {keys_dir / file}: copy "
                "`keys` from the data directory of its hub, or from a backup of it. None is made anew. "
                "(A village hub names its district in YICI_UPSTREAM_URL.)"
            )


async def check_own_keys(engine: Engine, keys_dir: Path) -> None:
    """The same, and that the district's key is one of those that it has published."""
    await check_keys(engine, keys_dir)
    file, published = keys_dir / DISTRICT, await _published(engine, "key:")
    if not file.exists() or f"key:{key_id(load_or_create(file).public_key()).hex()}" not in published:
        raise CannotServe(f"the documents are of another district than the keys in {keys_dir}")


async def _published(engine: Engine, prefix: str) -> list[str]:
    if "reference" not in await engine.names():
        return []
    rows = await engine.database("reference").all_docs(start=prefix, end=f"{prefix}~")
    return [row.id for row in rows if row]
