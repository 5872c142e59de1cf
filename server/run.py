"""What the commands do: open a hub, serve it with uvicorn in one process, or work on its data directory."""

import asyncio
import resource
import socket
import ssl
from collections.abc import Awaitable, Callable

import structlog
import uvicorn
import uvloop

from schema.house.people import SHORTEST_PASSWORD
from server.app import create_app
from server.cannot_serve import CannotServe
from server.clock import HubClock
from server.demo import PAIRING_CODES, PASSWORD, PEOPLE, demo_sites
from server.hub import NOBODY, Hub, NobodyCanSignIn, open_engine, open_hub
from server.logs import configure_logs
from server.own_files import check_not_as_root, check_own
from server.population.switch import PATH as SWITCH
from server.settings import Settings
from server.slow_heads import SlowHeads
from sync.projector.postgresql import TablesAway
from sync.projector.projector import Progress
from sync.projector.sole import ProjectionIsBusy

SECONDS_TO_FINISH = 2  # for requests under way when the hub is told to stop

OWN_FILES = 256  # databases, logs, connections that are idle

log = structlog.get_logger("hub")


def serve_demo(settings: Settings, clock: HubClock, port: int, cases: int) -> None:
    """Serve the demo district on this machine until told to stop. At the first start it is given `cases`."""
    _serve(settings, clock, "127.0.0.1", port, demo_cases=cases)


def serve_district(settings: Settings, host: str, port: int) -> None:
    """Serve until told to stop; raises `CannotServe`."""
    _serve(settings, HubClock(), host, port)


def rebuild_projection(settings: Settings, progress: Progress) -> None:
    """Make all tables anew from the documents.

    Raises `CannotServe` while a hub is running, and where there are no documents.
    """
    configure_logs(settings.logs)
    check_own(settings.data_dir)
    check_not_as_root(settings.data_dir)
    if not settings.has_documents:
        raise CannotServe(f"{settings.data_dir} holds no documents")
    uvloop.run(_rebuild(settings, progress))


def _check_documents(settings: Settings) -> None:
    """Where there are none, others than new ones are meant."""
    if settings.has_documents:
        return
    if settings.arriving_path.exists():
        raise CannotServe("documents are being moved here: end `yici migrate directory` first")
    if settings.keys_dir.exists():
        raise CannotServe(
            f"{settings.data_dir} has keys and no documents. If they are in a CouchDB, set YICI_COUCHDB_URL. "
            "Else move this directory aside and keep it, as nothing else may have these keys, and restore a "
            "backup into a new one"
        )


class _Server(uvicorn.Server):
    """Tells when it is listening, when it begins to stop and when it has stopped: SIGTERM ends the process
    then, and nothing that comes later is done."""

    def __init__(
        self,
        config: uvicorn.Config,
        on_listening: Callable[[], None],
        on_stopping: Callable[[], None],
        on_stopped: Callable[[], Awaitable[None]],
    ) -> None:
        super().__init__(config)
        self._on_listening = on_listening
        self._on_stopping = on_stopping
        self._on_stopped = on_stopped

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_listening()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._on_stopping()
        await super().shutdown(sockets)
        await self._on_stopped()


def _serve(
    settings: Settings, clock: HubClock, host: str, port: int, *, demo_cases: int | None = None
) -> None:
    check_own(settings.data_dir)
    _check_documents(settings)
    if settings.admin_user and len(settings.admin_password.get_secret_value()) < SHORTEST_PASSWORD:
        raise CannotServe(f"YICI_ADMIN_PASSWORD needs at least {SHORTEST_PASSWORD} characters")
    if settings.upstream_url:
        if not settings.public_url:
            raise CannotServe("YICI_PUBLIC_URL is the district's address, whose app a village hub serves")
    elif demo_cases is None and not settings.has_documents and not settings.admin_user:
        raise CannotServe(
            f"{settings.data_dir} holds no district. Where one should be, name its directory by --data-dir "
            f"or YICI_DATA_DIR; where one is to begin, {NOBODY}"
        )
    _check_tls(settings)
    configure_logs(settings.logs)
    _open_enough_files(settings.limits.connections)
    with _bound(host, port) as listener:  # before anything is made: what is refused leaves nothing behind
        uvloop.run(_serve_until_stopped(settings, clock, listener, demo_cases))


async def _serve_until_stopped(
    settings: Settings, clock: HubClock, listener: socket.socket, demo_cases: int | None
) -> None:
    hub = open_hub(settings, await open_engine(settings), clock=clock, demo_cases=demo_cases)
    try:
        await hub.start()
        config = uvicorn.Config(
            create_app(hub),
            http=SlowHeads,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            ssl_certfile=settings.tls_cert,
            ssl_keyfile=settings.tls_key,
            ws_max_size=settings.limits.stranger_body_bytes,
            timeout_keep_alive=settings.limits.idle_seconds,
            timeout_graceful_shutdown=SECONDS_TO_FINISH,
        )
        server = _Server(config, lambda: _greet(hub, listener), hub.engine.end_feeds, hub.leave)
        ending = asyncio.create_task(_end_with_its_work(server, hub))
        await server.serve([listener])
        ending.cancel()
        if hub.at_work and hub.at_work.why:
            raise CannotServe(hub.at_work.why)
    except (NobodyCanSignIn, ProjectionIsBusy) as error:
        raise CannotServe(str(error)) from error
    finally:
        await hub.stop()


async def _end_with_its_work(server: uvicorn.Server, hub: Hub) -> None:
    if hub.at_work:
        await hub.at_work.is_over.wait()
        log.error("this hub ends", reason=hub.at_work.why)
        server.should_exit = True


def _open_enough_files(connections: int) -> None:
    """Each connection is an open file, and many systems allow 1,024 unless a program asks for more."""
    allowed, at_most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + OWN_FILES
    if at_most != resource.RLIM_INFINITY and wanted > at_most:
        log.warning("fewer connections than YICI_MAX_CONNECTIONS", open_files=at_most, wanted=wanted)
        wanted = at_most
    if allowed != resource.RLIM_INFINITY and allowed < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, at_most))


def _check_tls(settings: Settings) -> None:
    if settings.tls_cert is None:
        return
    for variable, path in (("YICI_TLS_CERT", settings.tls_cert), ("YICI_TLS_KEY", settings.tls_key)):
        try:
            if path:
                path.read_bytes()
        except OSError as error:
            raise CannotServe(f"{variable}: {path} cannot be read: {error.strerror}") from error
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(
            settings.tls_cert, settings.tls_key
        )
    except OSError as error:
        raise CannotServe(f"YICI_TLS_CERT and YICI_TLS_KEY cannot be used: {error}") from error


def _bound(host: str, port: int) -> socket.socket:
    """The port is this hub's from now on, and answers once the hub is ready."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise CannotServe(f"cannot listen on {host}, port {port}: {error.strerror}") from error
    return listener


async def _rebuild(settings: Settings, progress: Progress) -> None:
    hub = open_hub(settings, await open_engine(settings), clock=HubClock())
    try:
        await hub.projector.rebuild(progress)
    except ProjectionIsBusy as error:
        raise CannotServe(str(error)) from error
    except TablesAway as away:
        raise CannotServe(f"the database of the tables is away: {away.why}") from away
    finally:
        await hub.stop()


def _greet(hub: Hub, listener: socket.socket) -> None:
    url = hub.settings.public_url
    if hub.relay:  # its name is what the district tells its tablets; the public address is the district's
        host, port, *_ = listener.getsockname()
        log.info("serving", host=host, port=port, district=url, instance=hub.engine.instance)
        return
    if not hub.is_demo:
        log.info("serving", url=url, instance=hub.engine.instance)
        return
    people = "\n".join(f"  {name:<12} {role.value:<14} {shown}" for name, role, _, shown in PEOPLE)
    codes = "\n".join(
        f"  {PAIRING_CODES[site['code']]}    {site['name']} {site['nameEn']}"
        for site in demo_sites()
        if site["code"] in PAIRING_CODES
    )
    print(  # noqa: T201 - the first screen of the demo
        f"""
一次办 Yici · 演示区 demo district · {hub.clock.text()}

  平板应用 tablet app     {url}/app/
  看板 dashboard          {url}/dashboard/
  工作台 desk             {url}/desk/
  办事指南 guides          {url}/guides/
  GraphQL               {url}/graphql
  证件验真 verify          {url}/verify
  复制协议 replication     {url}/couchdb/
  模拟人口系统 population   {url}{SWITCH}

登录 logins（密码 password: {PASSWORD}）
{people}

平板配对码 pairing codes
{codes}

按 Ctrl+C 停止。 Ctrl+C stops it.
""",
        flush=True,
    )
