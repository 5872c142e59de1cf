"""What Vite built: tablet app, dashboard and desk. An address inside one answers with its page."""

from pathlib import Path, PurePosixPath

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

SOURCES = Path(__file__).parents[2] / "clients" / "sample_app"
TABLET, DISTRICT = SOURCES / "dist", SOURCES / "dist-district"
FOR_GOOD = "public, max-age=31536000, immutable"  # names of built assets hold a digest of their content
ASK_FIRST = "no-cache"  # the page and its service worker: a new version must be seen at the next visit

# Everything is a file of ours: no script or style in a page, nothing from elsewhere. Photographs are blobs;
# what reads QR codes from the camera is WebAssembly.
POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# The tablet also speaks with the hub in its office, at an address learnt after this page was kept.
TABLET_POLICY = f"{POLICY}; connect-src 'self' https: http://127.0.0.1:*"


def not_built() -> Response:
    """503."""
    return PlainTextResponse("This page is not built yet: run `make setup`.\n", 503)


class Built(StaticFiles):
    """Serves a folder's files, and `page` for what is none; says how to build it while it is not there."""

    def __init__(self, folder: Path, page: str = "index.html", policy: str = POLICY) -> None:
        super().__init__(directory=folder, html=True, check_dir=False)
        self.config_checked = True  # a missing folder is answered below, not an error
        self._folder, self._page, self._policy = folder, page, policy

    async def get_response(self, path: str, scope: Scope) -> Response:
        if not (self._folder / self._page).exists():
            return not_built()
        if not PurePosixPath(path).suffix:
            path = self._page
        answer = await super().get_response(path, scope)
        answer.headers["Cache-Control"] = FOR_GOOD if path.startswith("assets/") else ASK_FIRST
        answer.headers["Content-Security-Policy"] = self._policy
        return answer


BUILT_ROUTES = [
    Mount("/app", Built(TABLET, policy=TABLET_POLICY)),
    Mount("/dashboard", Built(DISTRICT, "dashboard.html")),
    Mount("/desk", Built(DISTRICT, "desk.html")),
    Mount("/district", Built(DISTRICT, "desk.html")),  # the files of both, and of GraphiQL
]
