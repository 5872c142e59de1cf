"""The whole hub in this process, with the demo district in it; asked over HTTP without a socket."""

import contextlib
import hashlib
import json
from collections.abc import AsyncIterator, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import httpx2
from argon2 import PasswordHasher
from pydantic import SecretStr

from schema.district_keys import DistrictKey
from schema.envelope import from_base64url
from server.app import create_app
from server.auth.passwords import Passwords, password_mark
from server.clock import HubClock
from server.hub import Hub, open_hub
from server.limits import Limits
from server.principal import Principal
from server.settings import Settings
from sync.projector.database import dump
from sync.records import read
from tests.tablet import Fact, Tablet

PASSWORD = "yici-demo"
SITE = "500116001901"
OTHER_SITE = "500116002901"
TOWNSHIP = "500116001000"
CODES = {SITE: "1111-1111", OTHER_SITE: "2222-2222", TOWNSHIP: "3333-3333"}
CLERKS = {SITE: "sipaifang-1", OTHER_SITE: "degan-1", TOWNSHIP: "jijiang"}
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # tests count hashes, they need not be slow
SIGN_IN = "mutation($u: String!, $p: String!) { signIn(username: $u, password: $p) { token expiresAt } }"
ENROL = """mutation($code: String!, $key: String!) {
  enrolDevice(pairingCode: $code, publicKey: $key, label: "窗口一") {
    device clerkName role credential publicUrl site { code name nameEn }
  }
}"""


class DemoHub:
    """A hub and a client of it. Users are named; nobody signs in twice."""

    def __init__(self, hub: Hub, client: httpx2.AsyncClient) -> None:
        self.hub = hub
        self.client = client
        self._tokens: dict[str, str] = {}

    async def bearer(self, user: str) -> dict[str, str]:
        """The header of a signed-in user; none for nobody."""
        if not user:
            return {}
        if user not in self._tokens:
            answer = await self.graphql(SIGN_IN, {"u": user, "p": PASSWORD}, user="")
            self._tokens[user] = answer["data"]["signIn"]["token"]
        return {"Authorization": f"Bearer {self._tokens[user]}"}

    def forget_tokens(self) -> None:
        """Their hour is over."""
        self._tokens.clear()

    async def graphql(
        self, query: str, variables: dict[str, Any] | None = None, *, user: str = "district"
    ) -> Any:
        """The whole answer, `data` and `errors`."""
        body = {"query": query, "variables": variables or {}}
        return (await self.client.post("/graphql", json=body, headers=await self.bearer(user))).json()

    async def first_sign_in(self, name: str, password: str) -> Any:
        """With a password that is nobody else's."""
        query = """mutation($u: String!, $p: String!) { signIn(username: $u, password: $p) {
          token person { name role area mustChangePassword } } }"""
        signed = (await self.ask(query, {"u": name, "p": password}, user=""))["signIn"]
        self._tokens[name] = signed["token"]
        return signed["person"]

    async def choose_own(self, name: str, first: str) -> None:
        """In the place of a first password, with which somebody has signed in."""
        query = """mutation($old: String!, $new: String!) {
          changePassword(old: $old, new: $new) { problems { code } token } }"""
        done = (await self.ask(query, {"old": first, "new": f"{name} alone knows"}, user=name))[
            "changePassword"
        ]
        assert not done["problems"], done
        self._tokens[name] = done["token"]

    async def sign_in_as(self, principal: Principal) -> None:
        """Somebody who has no password that a test knows."""
        user = await read(self.hub.engine.database("hub"), f"user:{principal.name}")
        mark = password_mark(user["password"]) if user else ""
        self._tokens[principal.name] = self.hub.tokens.sign(principal, mark).token

    async def ask(
        self, query: str, variables: dict[str, Any] | None = None, *, user: str = "district"
    ) -> Any:
        """The `data` of an answer without errors."""
        answer = await self.graphql(query, variables, user=user)
        assert "errors" not in answer, answer
        return answer["data"]

    async def get(self, path: str, user: str = "") -> httpx2.Response:
        return await self.client.get(path, headers=await self.bearer(user))

    async def enrolled_tablet(self, site: str = SITE, secret: int = 3) -> Tablet:
        """A tablet with the key `secret`, admitted by the demo's pairing code and the site's clerk."""
        tablet = Tablet(f"{site}Z9", CLERKS[site], secret)
        given = {"code": CODES[site], "key": tablet.public_key}
        enrolled = (await self.ask(ENROL, given, user=tablet.clerk))["enrolDevice"]
        tablet.device = enrolled["device"]
        tablet.credential = from_base64url(enrolled["credential"])
        tablet.district_keys = {
            bytes.fromhex(one["kid"]): DistrictKey(from_base64url(one["publicKey"]), date.min, date.max)
            for one in await self.documents("reference", "key:")
        }
        return tablet

    async def push(
        self, facts: Iterable[Fact], *, site: str = SITE, user: str = "sipaifang-1"
    ) -> list[dict[str, Any]]:
        """What a replicating tablet sends; the rows that failed."""
        body = {"new_edits": False, "docs": [as_revision(fact) for fact in facts]}
        headers = await self.bearer(user)
        answer = await self.client.post(f"/couchdb/site-{site}/_bulk_docs", json=body, headers=headers)
        assert answer.status_code == 201, answer.text
        rows: list[dict[str, Any]] = answer.json()
        return rows

    async def documents(self, database: str, prefix: str = "") -> list[dict[str, Any]]:
        """As an administrator sees them."""
        answer = await self.get(f"/couchdb/{database}/_all_docs?include_docs=true", "district")
        return [row["doc"] for row in answer.json()["rows"] if row["id"].startswith(prefix)]

    async def settled(self) -> None:
        """Until the tables show everything written so far, quarantine included."""
        for name in [*sorted(await self.hub.engine.names(), reverse=True), "hub"]:
            assert await self.hub.projector.passed(name, 30)

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        return dump(self.hub.projection)


def as_revision(fact: Fact) -> Fact:
    """The fact as a first revision, named by its content."""
    digest = hashlib.md5(json.dumps(fact, sort_keys=True).encode()).hexdigest()
    return {"_rev": f"1-{digest}", "_revisions": {"start": 1, "ids": [digest]}, **fact}


def open_demo(
    data_dir: Path,
    *,
    passwords: Passwords | None = None,
    limits: Limits | None = None,
    tables: str = "",
    clock: HubClock | None = None,
) -> Hub:
    settings = Settings(
        data_dir=data_dir,
        database_url=tables,
        public_url="http://hub.example",
        limits=limits or Limits(),
    )
    clock = clock or HubClock.starting_at("2021-06-08T09:00")
    return open_hub(settings, clock=clock, passwords=passwords or Passwords(CHEAP), demo_cases=0)


def open_empty(data_dir: Path) -> Hub:
    """A district that begins: its administrator is `root`, and there is nothing else."""
    settings = Settings(
        data_dir=data_dir,
        public_url="http://hub.example",
        admin_user="root",
        admin_password=SecretStr(PASSWORD),
    )
    clock = HubClock.starting_at("2021-06-08T09:00")
    return open_hub(settings, clock=clock, passwords=Passwords(CHEAP))


@contextlib.asynccontextmanager
async def demo_hub(
    data_dir: Path, *, passwords: Passwords | None = None, limits: Limits | None = None, tables: str = ""
) -> AsyncIterator[DemoHub]:
    """A running demo hub; stopped in the end. Its tables are where `tables` says, or beside its documents."""
    async with running(open_demo(data_dir, passwords=passwords, limits=limits, tables=tables)) as hub:
        yield hub


@contextlib.asynccontextmanager
async def running(hub: Hub) -> AsyncIterator[DemoHub]:
    """With a client of it; stopped in the end."""
    await hub.start()
    await hub.workers.stop()  # tests run them when they want to see what they do
    try:
        async with httpx2.AsyncClient(
            transport=httpx2.ASGITransport(app=create_app(hub), raise_app_exceptions=False),
            base_url="http://hub.example",
        ) as client:
            yield DemoHub(hub, client)
    finally:
        await hub.stop()
