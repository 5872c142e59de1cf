"""The seam to the city's portal: it is told what becomes of its applications."""

from typing import Protocol

import httpx2

from sync.errors import BadRequest, Unavailable
from sync.records import Document

SECONDS = 5.0


class Portal(Protocol):
    """Whatever stands for 渝快办."""

    async def tell(self, message: Document) -> None:
        """Deliver one message; one that was delivered may come again under the same `id`.

        Raises Unavailable when nobody answers, or not now: then everything waits. BadRequest when the portal
        does not want this one: the others go on.
        """


class HttpPortal:
    """POSTs each message as JSON to one address, with its id as `Idempotency-Key`."""

    def __init__(self, url: str, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        self._url = url
        self._transport = transport

    async def tell(self, message: Document) -> None:
        """2xx is delivered, 4xx refused, all else unavailable."""
        headers = {"Idempotency-Key": message["id"]}
        try:
            async with httpx2.AsyncClient(timeout=SECONDS, transport=self._transport) as client:
                answer = await client.post(self._url, json=message, headers=headers)
        except httpx2.HTTPError as error:
            raise Unavailable(type(error).__name__) from error
        if answer.is_success:
            return
        told = f"the portal answered {answer.status_code}"
        if answer.is_client_error and answer.status_code not in (408, 429):
            raise BadRequest(told)
        raise Unavailable(told)
