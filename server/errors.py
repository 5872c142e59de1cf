"""Failures as HTTP answers: always JSON, always `error` and `reason`, in this one place."""

from collections.abc import Mapping
from math import ceil

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from sync.errors import BadRequest, SyncError, Unavailable

_WORDS = {404: "not_found", 405: "method_not_allowed", 400: "bad_request"}


def answer_errors(app: Starlette) -> None:
    """Have `app` answer every failure as JSON."""
    app.add_exception_handler(SyncError, _sync_error)
    app.add_exception_handler(HTTPException, _http_exception)
    app.add_exception_handler(ClientDisconnect, _nobody_listens)
    app.add_exception_handler(Exception, _unexpected)


def error_answer(problem: SyncError) -> Response:
    """The answer to one failure."""
    seconds = ceil(problem.retry_after) if isinstance(problem, Unavailable) else 0
    headers = {"Retry-After": str(seconds)} if seconds else None
    return _answer(problem.status, problem.error, problem.reason, headers)


async def _sync_error(_: Request, problem: Exception) -> Response:
    assert isinstance(problem, SyncError)  # noqa: S101 - registered for it alone
    return error_answer(problem)


async def _http_exception(_: Request, problem: Exception) -> Response:
    assert isinstance(problem, HTTPException)  # noqa: S101 - registered for it alone
    word = _WORDS.get(problem.status_code, "error")
    return _answer(problem.status_code, word, problem.detail, problem.headers)


async def _nobody_listens(_: Request, problem: Exception) -> Response:
    """The client went away while it sent its request: nothing failed here."""
    return error_answer(BadRequest("The request ended too early."))


async def _unexpected(_: Request, problem: Exception) -> Response:
    return error_answer(SyncError("The hub failed at this request; its log says why."))


def _answer(status: int, error: str, reason: str, headers: Mapping[str, str] | None = None) -> Response:
    body = msgspec.json.encode({"error": error, "reason": reason}) + b"\n"
    return Response(body, status, headers, "application/json")
