"""A real hub in its own process: started as people start it, killed as power cuts kill it."""

import multiprocessing
import os
import signal
import socket
import sys
import time
from contextlib import nullcontext
from functools import partial
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any
from unittest.mock import patch

import httpx2

ADMINISTRATOR, PASSWORD = "root", "yici-demo"
BETWEEN_LOOKS = 0.05  # seconds
FORKED = multiprocessing.get_context("forkserver")  # to read the program anew takes longer than to start it
FORKED.set_forkserver_preload(["server.cli", "server.app", "server.run"])
NO_CONNECTION_STAYS = httpx2.Limits(max_keepalive_connections=0)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class LiveHub:
    """`yici demo` on a free port; the port and the data survive a kill and a restart."""

    def __init__(self, data_dir: Path, **settings: str) -> None:
        self.data_dir = data_dir
        self._settings = settings
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: ForkServerProcess | None = None
        self._client = httpx2.Client(verify=False, limits=NO_CONNECTION_STAYS)
        self._log = data_dir.parent / f"hub-{self.port}.log"

    def start(self, now: str, cases: int = 0) -> None:
        """Returns when the hub answers `/readyz`. `now` is its clock, in Shanghai's time; `cases` were there
        in the half year before."""
        self._run("demo", "--cases", str(cases), "--now", now)

    def start_empty(self) -> None:
        """`yici serve` instead, with the time of day: a district that has nothing but its administrator."""
        self._run("serve", YICI_ADMIN_USER=ADMINISTRATOR, YICI_ADMIN_PASSWORD=PASSWORD)

    def start_village(
        self, district: "LiveHub", password: str, certificate: Path, key: Path, now: str = ""
    ) -> None:
        """`yici serve` as the hub of an office instead, over HTTPS, below a district."""
        self.url = f"https://127.0.0.1:{self.port}"
        upstream = f"http://hub-sipaifang:{password}@127.0.0.1:{district.port}/couchdb"
        tls = {"YICI_TLS_CERT": str(certificate), "YICI_TLS_KEY": str(key)}
        self._run("serve", now=now, YICI_UPSTREAM_URL=upstream, YICI_PUBLIC_URL=district.url, **tls)

    def _run(self, *arguments: str, now: str = "", **settings: str) -> None:
        command = [*arguments, "--port", str(self.port), "--data-dir", str(self.data_dir)]
        environment = {**os.environ, **self._settings, **settings}
        self._process = FORKED.Process(target=yici, args=(command, environment, self._log, now), daemon=True)
        self._process.start()
        while not self._answers():
            if not self._process.is_alive():
                raise RuntimeError(f"the hub ended at once: {self._log.read_text(errors='replace')[-2000:]}")
            time.sleep(BETWEEN_LOOKS)  # the processor is the hub's, to start with

    def _answers(self) -> bool:
        try:
            return self._client.get(f"{self.url}/readyz", timeout=0.5).status_code == 200
        except httpx2.TransportError:
            return False

    def kill(self) -> int:
        """SIGKILL, as a power cut would; the exit code it ended with."""
        return self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        os.kill(process.pid or 0, how)
        process.join(30)
        assert process.exitcode is not None, "it did not end"
        return process.exitcode

    def ask(self, query: str, variables: dict[str, Any] | None = None, user: str = "district") -> Any:
        """The `data` of a GraphQL answer; an answer with errors fails the test."""
        headers = {"Authorization": f"Bearer {self.sign_in(user)}"}
        return self._graphql(query, variables or {}, headers)

    def sign_in(self, user: str) -> str:
        query = "mutation($u: String!, $p: String!) { signIn(username: $u, password: $p) { token } }"
        token: str = self._graphql(query, {"u": user, "p": PASSWORD}, {})["signIn"]["token"]
        return token

    def _graphql(self, query: str, variables: dict[str, Any], headers: dict[str, str]) -> Any:
        body = {"query": query, "variables": variables}
        answer = self._client.post(f"{self.url}/graphql", json=body, headers=headers, timeout=10).json()
        assert not answer.get("errors"), answer
        return answer["data"]

    def documents(self, database: str, user: str = "district") -> list[dict[str, Any]]:
        """Every document of a database as the district sees it, or somebody else."""
        answer = self._client.get(
            f"{self.url}/couchdb/{database}/_all_docs?include_docs=true",
            auth=(user, PASSWORD),
            timeout=30,
        )
        return [row["doc"] for row in answer.raise_for_status().json()["rows"]]


def yici(arguments: list[str], environment: dict[str, str], log: Path, now: str) -> None:
    """The command, in this process; `serve` begins at `now`, where it is not the time of day."""
    from server import run
    from server.cli import main
    from server.clock import HubClock

    os.environ.clear()
    os.environ.update(environment)
    with log.open("ab") as file:
        os.dup2(file.fileno(), sys.stdout.fileno())
        os.dup2(file.fileno(), sys.stderr.fileno())
    begun = patch.object(run, "HubClock", partial(HubClock.starting_at, now)) if now else nullcontext()
    sys.argv = ["yici", *arguments]
    with begun:
        main()
