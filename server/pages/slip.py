"""`GET /H/<slip>`: what a telephone opens when it reads the QR of a notice or receipt: where the case stands.

Another office reads the same QR in its app, to go on with the case.
"""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse

from schema.slip import BadSlip, read_slip
from schema.verification import judge_token
from server.hub import Hub
from sync.projector.database import read_tables
from sync.projector.district_keys import district_keys


async def scanned(request: Request) -> RedirectResponse:
    """To `/status` with the number and the code of the paper; where it is no good slip, with what it is."""
    hub: Hub = request.app.state.hub
    keys = await read_tables(hub.projection, district_keys)
    try:
        slip = read_slip(request.path_params["slip"], keys)
    except BadSlip:
        judged = judge_token(request.path_params["slip"], keys, None)
        return RedirectResponse(f"/status?read={'certificate' if judged.shown else 'nothing'}", 303)
    asked = urlencode({"case": slip.case_no or slip.case, "code": slip.code})
    return RedirectResponse(f"/status?{asked}", 303, {"Cache-Control": "no-store"})
