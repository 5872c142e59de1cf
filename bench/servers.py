"""The two servers as the rows see them: an address to ask, and a process whose costs are read from /proc."""

import asyncio
import base64
import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import msgspec

from bench.wire import Connection, connected

USER, PASSWORD = "bench", "bench-password"
_TICK = os.sysconf("SC_CLK_TCK")
_LISTENING = "0A"


@dataclass(frozen=True, slots=True)
class Server:
    name: str
    port: int
    root: str  # where the databases are: "/couchdb", or nothing
    user: str
    password: str
    pid: int
    data_dir: Path | None = None  # of a hub

    def request(self, method: str, path: str, body: bytes = b"", authorization: str = "") -> bytes:
        """Ready to be sent, by the administrator unless `authorization` says otherwise."""
        head = (
            f"{method} {self.root}{path} HTTP/1.1\r\n"
            f"Host: 127.0.0.1:{self.port}\r\n"
            f"Authorization: {authorization or self.basic}\r\n"
            f"Content-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    def connected(self) -> contextlib.AbstractAsyncContextManager[Connection]:
        return connected(self.port)

    async def make(self, connection: Connection, database: str) -> None:
        """An empty database, whatever was there before."""
        await self.drop(connection, database)
        await connection.done(self.request("PUT", f"/{database}"))

    async def drop(self, connection: Connection, database: str) -> None:
        await connection.ask(self.request("DELETE", f"/{database}"))

    @property
    def basic(self) -> str:
        return "Basic " + base64.b64encode(f"{self.user}:{self.password}".encode()).decode()

    @property
    def address(self) -> str:
        """Of the databases, with name and password, for clients that want it so."""
        return f"http://{quote(self.user)}:{quote(self.password)}@127.0.0.1:{self.port}{self.root}"

    @property
    def cpu_seconds(self) -> float:
        """Of all threads, in user and system mode, since the process began."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICK

    def forget_peak(self) -> None:
        Path(f"/proc/{self.pid}/clear_refs").write_text("5")

    @property
    def peak_memory(self) -> int:
        """Bytes: the most that was in main memory since `forget_peak` (VmHWM)."""
        return memory_of(self.pid, "VmHWM")

    @property
    def memory(self) -> int:
        """Bytes in main memory now (VmRSS)."""
        return memory_of(self.pid, "VmRSS")


def memory_of(pid: int, entry: str) -> int:
    """Bytes; 0 of a process that has ended."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{entry}:"):
            return int(line.split()[1]) * 1024
    return 0


@contextlib.asynccontextmanager
async def hub(data_dir: Path, **settings: str) -> AsyncIterator[Server]:
    """`yici serve` in its own process, as people start it."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    limits = {"YICI_MAX_WRITES": "2000", "YICI_MAX_REQUESTS": "2000"}  # one person plays a thousand tablets
    environment = {
        **os.environ,
        **limits,
        "YICI_ADMIN_USER": USER,
        "YICI_ADMIN_PASSWORD": PASSWORD,
        **settings,
    }
    command = [sys.executable, "-m", "server.cli", "serve", "--data-dir", str(data_dir), "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)  # noqa: ASYNC220
    try:
        server = Server("hub", port, "/couchdb", USER, PASSWORD, process.pid, data_dir)
        while not await _answers(server):
            if process.poll() is not None:
                raise RuntimeError("the hub did not start")
            await asyncio.sleep(0.05)
        yield server
        process.send_signal(signal.SIGTERM)
        await asyncio.to_thread(process.wait, 30)
    finally:
        process.kill()
        process.wait()


async def _answers(server: Server) -> bool:
    try:
        async with server.connected() as connection:
            await connection.done(server.request("GET", "/_session"))  # the password is hashed once, here
    except ConnectionRefusedError:
        return False
    return True


@contextlib.asynccontextmanager
async def couchdb(url: str) -> AsyncIterator[Server]:
    """The Apache CouchDB at `url`, on this machine, with a name and a password. It logs nothing meanwhile."""
    parts = urlsplit(url)
    port = parts.port or 5984
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    server = Server("CouchDB", port, "", user, password, _listener(port))
    before = await _log_level(server, "error")
    try:
        yield server
    finally:
        await _log_level(server, before)


async def _log_level(server: Server, level: str) -> str:
    """Sets it, and returns what it was: the hub does not log every request either."""
    request = server.request("PUT", "/_node/_local/_config/log/level", msgspec.json.encode(level))
    async with server.connected() as connection:
        return msgspec.json.decode((await connection.done(request)).body, type=str)


def _listener(port: int) -> int:
    """The process that listens on a port of this machine."""
    sockets = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == _LISTENING and int(fields[1].rpartition(":")[2], 16) == port:
                sockets.add(f"socket:[{fields[9]}]")
    for descriptor in Path("/proc").glob("[0-9]*/fd/*"):
        with contextlib.suppress(OSError):  # another's process, or one that has just ended
            if os.readlink(descriptor) in sockets:
                return int(descriptor.parts[2])
    raise LookupError(f"no process of this machine that can be looked into listens on port {port}")
