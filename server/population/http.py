"""A population system behind one address that takes JSON; docs/population.md is its contract."""

import asyncio

import httpx2
import msgspec

from server.population.rest import Rest
from server.population.system import Found, Person
from sync.couch_http import retry_after
from sync.errors import BadRequest, Forbidden, SyncError, Unavailable

AT_ONCE = 4  # questions under way
SECONDS = 10.0  # for one whole answer
_ABOUT_THE_PERSON = (400, 422)
_TRY_LATER = (408, 425, 429)


class _Answer(msgspec.Struct):
    record: msgspec.Raw


class HttpPopulation:
    """Asks the system at `url`, which knows this hub by `token`."""

    def __init__(
        self,
        url: str,
        token: str,
        *,
        transport: httpx2.AsyncBaseTransport | None = None,
        rest: Rest | None = None,
    ) -> None:
        self._url = url
        self._http = httpx2.AsyncClient(
            headers={"Authorization": f"Bearer {token}"} if token else None,
            timeout=SECONDS,
            transport=transport,
        )
        self._places = asyncio.Semaphore(AT_ONCE)
        self._rest = rest or Rest()

    async def look_up(self, person: Person) -> Found | None:
        """As `PopulationSystem` has it. Those who wait are asked about in the order in which they came."""
        async with self._places:
            self._rest.check()
            try:
                found = await self._ask(person)
            except (Unavailable, Forbidden) as problem:
                self._rest.failed(problem)
                raise
            except BadRequest:
                self._rest.succeeded()
                raise
            self._rest.succeeded()
            return found

    async def close(self) -> None:
        """Close its connections."""
        await self._http.aclose()

    async def _ask(self, person: Person) -> Found | None:
        question = {"name": person.name, "idNo": person.id_no, "spouseIdNo": person.spouse_id_no}
        try:
            async with asyncio.timeout(SECONDS):
                answer = await self._http.post(self._url, json=question)
        except TimeoutError as problem:
            raise Unavailable(f"The population system has not answered for {SECONDS} seconds.") from problem
        except httpx2.HTTPError as problem:
            why = str(problem) or type(problem).__name__
            raise Unavailable(f"The population system cannot be reached: {why}.") from problem
        if answer.status_code != httpx2.codes.OK:
            raise _failure(answer)
        return _found(answer.content)


def _found(content: bytes) -> Found | None:
    """What is no answer at all comes from somebody else, such as a proxy; an odd record is one person's."""
    try:
        record = msgspec.json.decode(content, type=_Answer).record
    except (msgspec.DecodeError, RecursionError) as problem:
        raise Unavailable("What answers there is not the population system.") from problem
    try:
        return msgspec.json.decode(record, type=Found | None)
    except msgspec.DecodeError as problem:
        raise BadRequest(f"The record has another form: {problem}") from problem


def _failure(answer: httpx2.Response) -> SyncError:
    told = f"The population system answers HTTP {answer.status_code}."
    if answer.status_code in _ABOUT_THE_PERSON:
        return BadRequest(told)
    if answer.is_client_error and answer.status_code not in _TRY_LATER:
        return Forbidden(told)
    return Unavailable(told, retry_after(answer))
