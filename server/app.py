"""The composition root: every address the hub answers, in order."""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.types import ASGIApp

from server.auth.middleware import IMPORT, SignInMiddleware
from server.auth.routes import DEVICE_ROUTES, SESSION_ROUTES
from server.couch import protocol
from server.couch.as_sent import AsSent
from server.couch.turns import Turns
from server.courier import take_file
from server.crowd import Crowd
from server.errors import answer_errors
from server.exports.routes import EXPORT_ROUTES
from server.graphql.examples import EXAMPLE_ROUTES
from server.graphql.view import graphql_view
from server.headers import HubHeaders
from server.hub import Hub
from server.in_flight import InFlight
from server.logged_gate import LoggedGate
from server.metrics import page as metrics_page
from server.metrics.gate import CountedGate
from server.metrics.metrics import Metrics
from server.metrics.requests import Measured
from server.online.reading import read_paper
from server.pages import guides, hall, health, slip, status, verify, welcome, well_known
from server.pages.built import BUILT_ROUTES
from server.papers.routes import PAPER_ROUTES
from server.population.switch import switch
from server.slow_bodies import SlowBodies
from server.small_bodies import SmallBodies
from server.village.across import AcrossOrigins, at_the_district
from server.village.known_staff import PATH as STAFF
from server.village.staff import staff

# Opened with the district's key, and on record there: a village hub has neither.
PAPERS_IN_AND_OUT = [
    Route(IMPORT, take_file, methods=["POST"]),
    Route("/papers/{site}/{name}", read_paper, methods=["GET"]),
]


def create_app(hub: Hub) -> ASGIApp:
    """The ASGI application of a hub. Who made the hub starts and stops it."""
    limits, graphql, metrics = hub.settings.limits, graphql_view(hub), Metrics()
    app = Starlette(
        routes=[
            *SESSION_ROUTES,
            Route(f"/couchdb{STAFF}", staff, methods=["GET"]),
            Mount("/couchdb", protocol),
            Route("/", at_the_district if hub.relay else welcome.page, methods=["GET"]),
            Route("/healthz", health.healthz, methods=["GET"]),
            Route("/readyz", health.readyz, methods=["GET"]),
            Route("/metrics", metrics_page.page, methods=["GET"]),
            *DEVICE_ROUTES,
            Route("/graphql", graphql),
            WebSocketRoute("/graphql", graphql),
            *EXAMPLE_ROUTES,
            *([] if hub.relay else [*PAPER_ROUTES, *EXPORT_ROUTES, *PAPERS_IN_AND_OUT]),
            Route("/guides/", guides.index, methods=["GET"]),
            Route("/guides/screen", hall.of_all, methods=["GET"]),
            Route("/guides/screen.js", hall.script, methods=["GET"]),
            Route("/guides/screen-worker.js", hall.worker, methods=["GET"]),
            Route("/guides/{item}", guides.page, methods=["GET"]),
            Route("/guides/{item}/screen", hall.of_one, methods=["GET"]),
            Route("/verify", verify.page, methods=["GET", "POST"]),
            Route("/status", status.page, methods=["GET"]),
            Route("/H/{slip}", slip.scanned, methods=["GET"]),
            Route("/.well-known/district-keys.json", well_known.keys, methods=["GET"]),
            Route("/.well-known/revocations.json", well_known.revocations, methods=["GET"]),
            Route("/V/{token}", verify.scanned, methods=["GET"]),
            *([] if hub.relay else BUILT_ROUTES),
            *([switch(hub.simulator)] if hub.simulator else []),
        ],
        middleware=[
            Middleware(Measured, metrics=metrics),
            Middleware(AsSent),
            Middleware(Crowd, most=limits.connections),
            Middleware(SignInMiddleware, sign_in=hub.sign_in),
            Middleware(InFlight, limits=limits),
            Middleware(SlowBodies, seconds=limits.body_seconds),
            Middleware(SmallBodies, largest=limits.stranger_body_bytes, application=limits.application_bytes),
        ],
    )
    answer_errors(app)
    app.state.hub = hub
    app.state.engine = hub.engine
    app.state.gate = CountedGate(LoggedGate(hub.gate), metrics)
    app.state.metrics = metrics
    app.state.turns = Turns()
    app.state.limits = limits
    across = AcrossOrigins(app, hub.settings.public_url) if hub.relay else app
    return HubHeaders(across, lambda: hub.engine.instance, hub.clock)
