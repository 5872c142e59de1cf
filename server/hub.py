"""One running hub: every part it is made of, built once from the settings, started and stopped together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy
from cryptography.hazmat.primitives.asymmetric import ec

from server.at_work import AtWork
from server.auth.attempts import Attempts
from server.auth.directory import Directory
from server.auth.passwords import Passwords
from server.auth.renewal import Renewal
from server.auth.sign_in import SignIn
from server.auth.tokens import Tokens
from server.cannot_serve import CannotServe
from server.clock import HubClock
from server.demo import furnish
from server.demo_history.filling import Filling
from server.enrolment import Enrolment
from server.founding import DISTRICT, add_person, found, has_people
from server.gate import Gate
from server.house.offices import Offices
from server.house.people import People
from server.keys import load_or_create
from server.live import Live
from server.online.intake import Intake
from server.online.papers import Papers, prepare
from server.online.portal import HttpPortal
from server.online.tell import Tell
from server.online.uploads import NoScanner
from server.own_keys import check_keys
from server.population.http import HttpPopulation
from server.population.look_ups import LookUps
from server.population.simulator import Simulator
from server.population.system import NoPopulationSystem, PopulationSystem
from server.principal import Role
from server.settings import Settings
from server.turns import Turns
from server.village.absent_key import AbsentKey
from server.village.admission import AdmittedAbove
from server.village.relay import Relay
from server.village.whose import check_whose
from server.whereabouts import check_at_home
from server.workers import ALL
from server.workers.receipts import Receipts
from server.workers.revocations import Revocations
from server.workers.running import Workers
from server.workers.worker import Parts, Worker
from sync.couch_engine import CouchEngine
from sync.engine import Engine
from sync.errors import SyncError
from sync.projector.database import open_projection
from sync.projector.projector import Projector
from sync.records import read
from sync.store.engine import EmbeddedEngine

NOBODY = "YICI_ADMIN_USER and YICI_ADMIN_PASSWORD name the first administrator"


class NobodyCanSignIn(Exception):
    """An empty hub was started without naming its first administrator, or with no password to speak of."""


@dataclass(frozen=True, slots=True)
class Hub:
    """The parts. Nothing below reads settings or the environment again."""

    settings: Settings
    clock: HubClock
    engine: Engine
    projection: sqlalchemy.Engine
    projector: Projector
    district_key: ec.EllipticCurvePrivateKey
    passwords: Passwords
    tokens: Tokens
    sign_in: SignIn
    renewal: Renewal
    gate: Gate
    enrolment: Enrolment
    people: People
    offices: Offices
    papers: Papers
    look_ups: LookUps
    intake: Intake
    parts: Parts  # what workers are given too: the documents, the tables, the clock
    wrong_codes: Attempts  # of receipts, by address
    live: Live
    workers: Workers
    simulator: Simulator | None  # the population system of a demo that is connected to none
    filling: Filling | None  # of a demo hub
    relay: Relay | None  # of a village hub
    at_work: AtWork | None  # where the documents are in a CouchDB

    @property
    def is_demo(self) -> bool:
        return self.filling is not None

    async def start(self) -> None:
        """Found what is missing and start the projector; raises `NobodyCanSignIn`, and `CannotServe` for a
        village hub that the district does not answer at its first start, and where a district is moving."""
        if self.at_work:
            await self.at_work.start()
            await check_at_home(self.engine)  # which who moves it says first, and looks who is at work after
        if self.relay:
            await self.relay.begin()
            await self.projector.start()
            await self.relay.start()
            return
        if not (self.is_demo or self.settings.admin_user or await has_people(self.engine)):
            raise NobodyCanSignIn(NOBODY)
        key_from = self.clock.today().replace(month=1, day=1)
        if self.is_demo:
            key_from = key_from.replace(year=key_from.year - 1)  # its history begins half a year ago
        await found(self.engine, self.district_key, self.settings.public_url, key_from)
        await prepare(self.engine, self.papers.public_key, self.district_key)
        if self.is_demo:
            await furnish(self.engine, self.passwords)
        if self.settings.admin_user:
            await self._add_administrator()
        await self.projector.start()
        if self.filling:
            await self.filling.start(self.projector, self.workers)
        else:
            self.workers.start()

    @property
    def is_ready(self) -> bool:
        """Whether the tables have caught up after the start, and a demo has all its cases."""
        return self.projector.is_current and (self.filling is None or self.filling.is_done)

    async def stop(self) -> None:
        """Finish what is under way and close all files."""
        if self.relay:
            await self.relay.stop()
        if self.filling:
            await self.filling.stop()
        await self.workers.stop()
        await self.look_ups.close()
        await self.projector.stop()
        await self.leave()
        await self.engine.close()
        self.projection.dispose()
        self.passwords.close()

    async def leave(self) -> None:
        """Nobody who asks the documents finds this hub at work any more."""
        if self.at_work:
            await self.at_work.stop()

    async def _add_administrator(self) -> None:
        district = await read(self.engine.database("reference"), "district")
        await add_person(
            self.engine,
            self.passwords,
            name=self.settings.admin_user,
            password=self.settings.admin_password.get_secret_value(),
            role=Role.ADMINISTRATOR,
            area=district["code"] if district else DISTRICT["code"],
            display_name=self.settings.admin_user,
        )


async def open_engine(settings: Settings) -> Engine:
    """The documents: an Apache CouchDB's, or those in the data directory. Raises `CannotServe` when no
    CouchDB answers where one should be, when they are a district's whose keys are not here, and when they
    are still coming here or have moved away."""
    if not settings.couchdb_url:
        return await _checked(settings, _embedded(settings))
    try:
        return await _checked(settings, await CouchEngine.open(settings.couchdb_url.get_secret_value()))
    except SyncError as problem:
        raise CannotServe(f"YICI_COUCHDB_URL: {problem.reason}") from problem


async def _checked(settings: Settings, engine: Engine) -> Engine:
    try:
        await check_at_home(engine)
        if not settings.upstream_url:
            await check_keys(engine, settings.keys_dir)
    except BaseException:
        await engine.close()
        raise
    return engine


def _embedded(settings: Settings) -> EmbeddedEngine:
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    return EmbeddedEngine(settings.data_dir)


def open_hub(
    settings: Settings,
    engine: Engine | None = None,
    *,
    clock: HubClock,
    passwords: Passwords | None = None,
    demo_cases: int | None = None,
) -> Hub:
    """Wire the parts together around `engine`, or else the documents in the data directory: those of
    the demo, where it is said how many cases it has. Call it on the event loop that will serve. Raises
    `CannotServe` where a district would become a village hub, or the other way round."""
    check_whose(settings)
    engine = engine or _embedded(settings)
    projection = open_projection(settings.projection_url)
    token_key = load_or_create(settings.keys_dir / "token.pem")
    upstream = settings.upstream_url.get_secret_value()
    district_key = AbsentKey() if upstream else load_or_create(settings.keys_dir / "district.pem")
    papers = Papers(engine, AbsentKey() if upstream else load_or_create(settings.keys_dir / "papers.pem"))
    passwords = passwords or Passwords()
    directory = Directory(engine)
    turns = Turns(None if settings.projection_lock else projection)
    tokens = Tokens(token_key, clock)
    enrolment = Enrolment(engine, district_key, clock, turns)
    projector = Projector(engine, projection, settings.projection_lock, clock.text)
    filling = None
    if demo_cases is not None:
        filling = Filling(engine, papers, district_key, passwords, clock, demo_cases)
    simulator = Simulator() if filling and not settings.population_url else None
    sign_in = SignIn(directory, passwords, tokens, Attempts(settings.limits.wrong_passwords))
    look_ups = LookUps(_population(settings, simulator))
    parts = Parts(engine, projection, clock, district_key)
    at_work = AtWork(engine, settings.data_dir) if settings.couchdb_url else None
    relay = Relay(upstream, engine, clock) if upstream else None
    return Hub(
        settings=settings,
        clock=clock,
        engine=engine,
        projection=projection,
        projector=projector,
        district_key=district_key,
        passwords=passwords,
        tokens=tokens,
        sign_in=sign_in,
        renewal=Renewal(directory, tokens, AdmittedAbove() if upstream else enrolment, token_key, clock),
        gate=Gate(engine, clock, relay.hear_of_staff if relay else None),
        enrolment=enrolment,
        people=People(engine, passwords, sign_in, clock, turns),
        offices=Offices(engine, clock, turns),
        papers=papers,
        look_ups=look_ups,
        workers=Workers(parts, projector, *([] if upstream else _duties(settings, district_key, look_ups))),
        parts=parts,
        simulator=simulator,
        wrong_codes=Attempts(settings.limits.wrong_codes),
        live=Live(projector, settings.limits),
        intake=Intake(parts, projector, papers, NoScanner(), turns),
        filling=filling,
        relay=relay,
        at_work=at_work,
    )


def _duties(
    settings: Settings, district_key: ec.EllipticCurvePrivateKey, look_ups: LookUps
) -> Iterable[Sequence[Worker]]:
    """The workers, in groups that hold up nobody else."""
    yield [*ALL, Revocations(district_key)]
    yield [Receipts(district_key)]  # tablets wait for them
    yield [look_ups]
    yield [Tell(HttpPortal(settings.portal_url) if settings.portal_url else None)]


def _population(settings: Settings, simulator: Simulator | None) -> PopulationSystem:
    if settings.population_url:
        return HttpPopulation(settings.population_url, settings.population_token.get_secret_value())
    return simulator.connected() if simulator else NoPopulationSystem()
