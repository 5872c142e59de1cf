"""`GET /exports/city.csv?period=2021-06` and `city.json`: for who answers for the whole district."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.auth.middleware import address
from server.couch.access import signed_in
from server.exports.city import QUERY, as_csv, as_json, city_report, period_of
from server.graphql.api import api
from server.graphql.context import make_context
from server.hub import Hub
from server.rights import CITY_REPORTERS
from sync.errors import Forbidden, NotFound, SyncError

FORMS = {"csv": (as_csv, "text/csv"), "json": (as_json, "application/json")}


async def city(request: Request) -> Response:
    """Raises `Unauthorized`, `Forbidden`, `BadRequest` for a period that is none, and `NotFound`."""
    hub: Hub = request.app.state.hub
    principal = signed_in(request)
    if principal.role not in CITY_REPORTERS:
        raise Forbidden("The district's report is not for this role.")
    form = request.path_params["form"]
    if form not in FORMS:
        raise NotFound(f"There is no report as {form}: csv and json there are.")
    asked = request.query_params.get("period", "")
    period = period_of(asked)
    context = make_context(hub, principal, address(request.scope))
    result = await api.execute(QUERY, variable_values={"period": period}, context_value=context)
    for error in result.errors or ():
        raise error.original_error if isinstance(error.original_error, SyncError) else error
    write, media_type = FORMS[form]
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": f'attachment; filename="yici-{principal.area[:6]}-{asked}.{form}"',
    }
    return Response(write(city_report(result.data or {}, period)), headers=headers, media_type=media_type)


EXPORT_ROUTES = [Route("/exports/city.{form}", city, methods=["GET"])]
