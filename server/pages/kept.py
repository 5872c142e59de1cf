"""Answers that a browser may keep, if it asks first whether they still hold."""

from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from server.headers import PAGE_POLICY


def kept(request: Request, body: str, media_type: str = "text/html", status: int = 200) -> Response:
    """The text with its `ETag`; 304 to who has it already."""
    content = body.encode()
    tag = f'"{sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Content-Security-Policy": PAGE_POLICY}
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    if status == 200 and tag in known:
        return Response(status_code=304, headers=headers)
    return Response(content, status, headers, media_type)
