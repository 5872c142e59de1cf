"""The one place where orders are written: the district signs each, so that a restored hub takes it back."""

from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric import ec

from schema.orders import is_order, signed_order
from sync.engine import Database
from sync.records import Document, put_new


async def put_orders(
    database: Database, district_key: ec.EllipticCurvePrivateKey, documents: Iterable[Document]
) -> list[Document]:
    """Sign and write those whose ids are free, in one transaction, and return them as they are stored.

    What is no order, such as a task that goes with one, is written as it is.
    """
    return await put_new(
        database, [signed_order(one, district_key) if is_order(one) else one for one in documents]
    )
