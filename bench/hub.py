"""A hub as people start it (`yici serve`), and a client that costs next to nothing."""

import base64
import http.client
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from bench.papers import BATCH

USER, PASSWORD = "bench", "bench-password"
_TICK = os.sysconf("SC_CLK_TCK")
_PAGE = resource.getpagesize()


class Hub:
    """An empty hub in its own process."""

    def __init__(self, data_dir: Path, port: int) -> None:
        self.address = f"http://{USER}:{PASSWORD}@127.0.0.1:{port}/couchdb"
        environment = {**os.environ, "YICI_ADMIN_USER": USER, "YICI_ADMIN_PASSWORD": PASSWORD}
        command = [
            sys.executable,
            "-m",
            "server.cli",
            "serve",
            "--data-dir",
            str(data_dir),
            "--port",
            str(port),
        ]
        self._process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        self._connection = http.client.HTTPConnection("127.0.0.1", port)
        login = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        self._headers = {"Authorization": f"Basic {login}", "Content-Type": "application/json"}
        self.started = time.monotonic()

    def __enter__(self) -> Self:
        try:
            while not self._answers():
                if self._process.poll() is not None:
                    raise RuntimeError("the hub did not start")
                time.sleep(0.05)
        except BaseException:
            self._process.kill()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(30)

    def _answers(self) -> bool:
        try:
            return self.ask("GET", "/healthz") >= 0
        except ConnectionError:
            self._connection.close()
            return False

    def ask(self, method: str, path: str, body: bytes | None = None) -> int:
        """The number of bytes in the answer, which is read but not looked into."""
        self._connection.request(method, path, body, self._headers)
        answer = self._connection.getresponse()
        length = len(answer.read())
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status}")
        return length

    def push(self, database: str, requests: Sequence[bytes]) -> float:
        """Documents per second of `_bulk_docs`, one request after the other."""
        self._connection.close()  # the hub has closed it meanwhile if it was idle
        self.ask("PUT", f"/couchdb/{database}")
        start = time.perf_counter()
        for request in requests:
            self.ask("POST", f"/couchdb/{database}/_bulk_docs", request)
        return len(requests) * BATCH / (time.perf_counter() - start)

    def pull(self, database: str, count: int) -> float:
        """Documents per second of a changes feed with documents, read to its end."""
        start = time.perf_counter()
        self.ask("GET", f"/couchdb/{database}/_changes?include_docs=true")
        return count / (time.perf_counter() - start)

    @property
    def cpu_seconds(self) -> float:
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICK

    @property
    def memory(self) -> int:
        """Bytes of main memory in use (resident set)."""
        return int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1]) * _PAGE
