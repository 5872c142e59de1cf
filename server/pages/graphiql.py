"""The page that a browser gets at `/graphql`: GraphiQL, built with the district's pages."""

import secrets

from starlette.responses import HTMLResponse, Response

from server.pages.built import DISTRICT, not_built

BUILT = DISTRICT / "graphiql.html"
NONCE = "NONCE"  # stands in the built page for what is new in each answer

# GraphiQL brings its fonts inside its style, and its dialogs add a style that knows the nonce.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; "
    "font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def page() -> Response:
    """HTML; 503 while it is not built."""
    if not BUILT.exists():
        return not_built()
    nonce = secrets.token_urlsafe(16)
    headers = {"Content-Security-Policy": POLICY.format(nonce=nonce), "Cache-Control": "no-store"}
    return HTMLResponse(BUILT.read_text(encoding="utf-8").replace(NONCE, nonce), headers=headers)
