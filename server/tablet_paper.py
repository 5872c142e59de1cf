"""A tablet that was enrolled after the backup, and what a paper that it printed proves to the restored hub.

Any QR will do that carries what the tablet signed, a certificate's or the slip of a notice or a receipt: in
it is the district's word for the tablet's name and key.
"""

import unicodedata
from datetime import date

from schema.district_keys import DistrictKeys
from schema.envelope import load_public_key, uncompressed
from schema.shanghai import day_of
from schema.sign1 import MALFORMED, NotSigned, day_at, read_signed
from schema.verification import token_in
from sync.engine import Database
from sync.errors import BadRequest, Conflict, Forbidden
from sync.records import Document, read_range

BY_ITS_PAPER = "恢复备份后的服务器不认识这台平板，凭它打印的证重新收下"


def point_on(paper: str, device: str, keys: DistrictKeys, since: date) -> bytes:
    """The public key of `device`, 65 bytes; `paper` is what a QR says, an address or the end of it.

    Raises `BadRequest` for what no tablet signed and for another tablet's paper, `Forbidden` where none of
    the district's keys vouches for it that counted on the day `since` or later, and where another key than
    it says has signed it.
    """
    try:
        signed = read_signed(token_in(unicodedata.normalize("NFKC", paper)), keys)
        fault = signed.fault_on(day_at(signed.first))  # its own days may be over, it is given new ones
        point = uncompressed(load_public_key(signed.point))
    except (NotSigned, *MALFORMED) as error:
        raise BadRequest(
            "Nothing that a tablet signed, or not the whole of it: scan the QR of a certificate, a notice or "
            "a receipt that it printed."
        ) from error
    if fault == "certificate-signature":
        raise Forbidden("The tablet that this paper names has not signed it: it was altered or made up.")
    if fault or signed.key is None or signed.key.until < since:  # one that leaked vouches for anybody
        raise Forbidden("No key of this district that the hub knows vouches for the tablet of this paper.")
    if signed.device != device:
        raise BadRequest(f"This paper is of the tablet {signed.device}, not of {device}.")
    return point


async def forgotten_since(hub: Database) -> date:
    """The day of the oldest backup that the hub was restored from; raises `Conflict` where it never was."""
    restores = await read_range(hub, "restore:")
    if not restores:
        raise Conflict("This hub was never restored from a backup: it has forgotten no tablet.")
    return day_of(min(one["taken"] for one in restores))


async def forgotten_life(hub: Database, by: str, now: str) -> Document:
    """Since the last restore nothing was taken from it, until `now`, when `by` admits it again."""
    *_, restore = await read_range(hub, "restore:")
    return {
        "why": "suspended",
        "note": BY_ITS_PAPER,
        "at": restore["at"],
        "by": restore["_id"],
        "readmittedAt": now,
        "readmittedBy": by,
    }
