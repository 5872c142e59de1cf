"""Who works here: people are added, changed, suspended and let in again, and never deleted.

Facts of the past were judged by who wrote them, so a person stays; whoever is suspended is out with the next
request (docs/decisions/0006).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schema.house.people import (
    ROLES,
    Manager,
    Places,
    is_active_administrator,
    nobody_is_left,
    password_problems,
    person_problems,
)
from schema.house.problems import Problem, problem
from schema.house.steps import Action, Step, step_to
from server.auth.passwords import Passwords
from server.auth.sign_in import SignIn
from server.clock import HubClock
from server.house.initial_password import initial_password
from server.house.places import places_of
from server.house.slips import Slips
from server.principal import Principal
from server.turns import Turns
from sync.document import Revision
from sync.engine import Engine
from sync.errors import Conflict, NotFound, Unauthorized
from sync.projector.kinds import HUB
from sync.records import Document, as_document, revisions_of, write_over

USER = "user:"
MOST_NEW_PEOPLE = 200  # at once: their passwords are hashed one after the other, a third of a second each
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Done:
    """The person as he is now; where there are problems, nothing was written. `password` is shown once."""

    person: Document | None = None
    problems: Sequence[Problem] = ()
    password: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """How somebody is to be; None leaves it as it is."""

    name: str
    display_name: str | None = None
    role: str | None = None
    area: str | None = None


@dataclass(frozen=True, slots=True)
class _Everybody:
    """All people as they are stored, by id and by name, and the places they can work at."""

    revisions: Mapping[str, Revision]
    people: Mapping[str, Document]
    places: Places


class People:
    """One change at a time: whoever is the last administrator is looked at before it counts."""

    def __init__(
        self, engine: Engine, passwords: Passwords, sign_in: SignIn, clock: HubClock, turns: Turns
    ) -> None:
        self._engine, self._hub = engine, engine.database("hub")
        self._passwords, self._sign_in, self._clock = passwords, sign_in, clock
        self._turns, self._slips = turns, Slips()

    async def create(self, by: Principal, wish: Wish) -> Done:
        """Somebody new, with a password for the first sign-in."""
        async with self._turns.of("people"):
            everybody = await self._everybody()
            if wish.name in everybody.people:
                return Done(problems=[problem("name", "name-taken", name=wish.name)])
            step = self._step(everybody, by, wish)
            if step.problems:
                return Done(problems=step.problems)
            return await self._with_password(everybody, by, step.document)

    async def change(self, by: Principal, wish: Wish) -> Done:
        """Raises `NotFound`."""
        async with self._turns.of("people"):
            everybody = await self._everybody()
            _known(everybody, by, wish.name)
            step = self._step(everybody, by, wish)
            return await self._written(everybody, by, step.document, step.problems)

    async def reset_password(self, by: Principal, name: str) -> Done:
        """A new password for the next sign-in; the old one counts no more. Raises `NotFound`."""
        async with self._turns.of("people"):
            everybody = await self._everybody()
            person = _known(everybody, by, name)
            if not _manager(by).manages(person):
                return Done(person, [problem("name", "not-yours")])
            return await self._with_password(everybody, by, person)

    async def suspend(self, by: Principal, name: str, reason: str) -> Done:
        """Out with the next request. Said again, the first reason stays. Raises `NotFound`."""
        suspended = {"at": self._clock.text(), "by": by.name, "reason": reason.strip()}
        problems = []
        if not reason.strip():
            problems.append(problem("reason", "blank"))
        if len(reason) > LONGEST_REASON:
            problems.append(problem("reason", "too-long", most=LONGEST_REASON))
        async with self._turns.of("people"):
            everybody = await self._everybody()
            person = _known(everybody, by, name)
            if person.get("suspended"):
                return Done(person)
            return await self._managed(everybody, by, {**person, "suspended": suspended}, problems)

    async def reinstate(self, by: Principal, name: str) -> Done:
        """In again, with the password of before. Raises `NotFound`."""
        async with self._turns.of("people"):
            everybody = await self._everybody()
            person = dict(_known(everybody, by, name))
            person.pop("suspended", None)
            return await self._managed(everybody, by, person, [])

    async def change_password(self, by: Principal, old: str, new: str, address: str) -> Done:
        """One's own. Raises `TooManyRequests` after many wrong ones, `NotFound` for who is no person."""
        problems = list(password_problems(new))
        if old == new:
            problems.append(problem("new", "password-same"))
        if problems:
            return Done(problems=problems)
        try:
            await self._sign_in.by_password(by.name, old, address)
        except Unauthorized:
            return Done(problems=[problem("old", "password-wrong")])
        hashed = await self._passwords.hash(new)
        async with self._turns.of("people"):
            everybody = await self._everybody()
            person = dict(_known(everybody, by, by.name))
            person.pop("mustChange", None)
            said = {"password": hashed, "passwordAt": self._clock.text(), "passwordBy": by.name}
            return await self._written(everybody, by, {**person, **said}, [])

    async def bring_in(
        self, by: Principal, wishes: Sequence[Wish], *, dry_run: bool
    ) -> tuple[list[Step], dict[str, str]]:
        """What is done for each wish, and the first passwords of the new ones by name: of the same list given
        again within an hour the same. All or nothing: with a problem anywhere, or as a trial, nothing is
        written."""
        steps, _ = await self._planned(by, wishes)
        if dry_run or any(step.problems for step in steps):
            return steps, {}
        new = _created(steps)
        passwords = {name: initial_password() for name in new}
        # A long list takes a minute, in which others go on: what is planned is looked at again afterwards.
        first = {name: await self._first_password(by, password) for name, password in passwords.items()}
        async with self._turns.of("people"):
            steps, everybody = await self._planned(by, wishes)
            if any(step.problems for step in steps) or new != _created(steps):
                raise Conflict(
                    "Somebody else has changed people meanwhile. Nothing was written: do it again."
                )
            changed = [step.document for step in steps if step.action is not Action.NOTHING]
            said = self._changed(by)
            written = [person | first.get(person["name"], said) for person in changed]
            await write_over(self._hub, written, everybody.revisions)
        if not passwords:
            return steps, self._slips.again(by.name, tuple(wishes), everybody.people)
        self._slips.keep(by.name, tuple(wishes), passwords, self._clock.text())
        return steps, passwords

    async def _planned(self, by: Principal, wishes: Sequence[Wish]) -> tuple[list[Step], _Everybody]:
        everybody = await self._everybody()
        steps = [self._step(everybody, by, wish) for wish in wishes]
        _keep_an_administrator(everybody, steps)
        if len(_created(steps)) > MOST_NEW_PEOPLE:
            steps[0].problems.append(problem("", "too-many-people", most=MOST_NEW_PEOPLE))
        return steps, everybody

    async def _everybody(self) -> _Everybody:
        revisions = await revisions_of(self._hub, USER)
        documents = map(as_document, revisions.values())
        people = {one["name"]: one for one in documents if is_a_person(one)}
        return _Everybody(revisions, people, await places_of(self._engine))

    def _step(self, everybody: _Everybody, by: Principal, wish: Wish) -> Step:
        """To the person as he is wished to be, from as he is."""
        before = everybody.people.get(wish.name)
        wished = {"displayName": wish.display_name, "role": wish.role, "area": wish.area}
        said = {name: text.strip() for name, text in wished.items() if text is not None}
        person = {**(before or self._nobody(by, wish.name)), **said}
        problems = list(person_problems(person, before, everybody.places, _manager(by)))
        return step_to(person, before, problems)

    def _nobody(self, by: Principal, name: str) -> Document:
        """Somebody new of whom nothing is said yet."""
        return {
            "_id": f"{USER}{name}",
            "type": "user",
            "name": name,
            "displayName": "",
            "role": "",
            "area": "",
            "createdAt": self._clock.text(),
            "createdBy": by.name,
        }

    async def _managed(
        self, everybody: _Everybody, by: Principal, person: Document, problems: list[Problem]
    ) -> Done:
        if not _manager(by).manages(person):
            problems.append(problem("name", "not-yours"))
        return await self._written(everybody, by, person, problems)

    async def _written(
        self, everybody: _Everybody, by: Principal, person: Document, problems: list[Problem]
    ) -> Done:
        before = everybody.people[person["name"]]
        after = [*(one for one in everybody.people.values() if one is not before), person]
        if nobody_is_left(after):
            problems.append(problem("name", "last-administrator"))
        if problems:
            return Done(before, problems)
        if person != before:
            person = {**person, **self._changed(by)}
            await write_over(self._hub, [person], everybody.revisions)
        return Done(person)

    def _changed(self, by: Principal) -> dict[str, str]:
        return {"changedAt": self._clock.text(), "changedBy": by.name}

    async def _with_password(self, everybody: _Everybody, by: Principal, person: Document) -> Done:
        password = initial_password()
        person = {**person, **await self._first_password(by, password)}
        await write_over(self._hub, [person], everybody.revisions)
        return Done(person, password=password)

    async def _first_password(self, by: Principal, password: str) -> dict[str, Any]:
        return {
            "password": await self._passwords.hash(password),
            "mustChange": True,
            "passwordAt": self._clock.text(),
            "passwordBy": by.name,
        }


def is_a_person(document: Document) -> bool:
    """Whether a document lets somebody in: an administrator may write anything into `hub`."""
    return HUB["user"].is_whole(document) and document["role"] in ROLES


def _manager(principal: Principal) -> Manager:
    return Manager(principal.role.value, principal.area)


def _known(everybody: _Everybody, by: Principal, name: str) -> Document:
    """Somebody in the area of who asks; raises `NotFound`."""
    person = everybody.people.get(name)
    if person is None or not by.covers(person["area"]):
        raise NotFound(f"There is nobody named {name}.")
    return person


def _keep_an_administrator(everybody: _Everybody, steps: list[Step]) -> None:
    """Puts the problem down at whoever was the last one."""
    after = {**everybody.people, **{step.document["name"]: step.document for step in steps}}
    if nobody_is_left(after.values()):
        for step in steps:
            before = everybody.people.get(step.document["name"])
            if before and is_active_administrator(before):
                step.problems.append(problem("role", "last-administrator"))


def _created(steps: Sequence[Step]) -> list[str]:
    """The names of the new ones."""
    return [step.document["name"] for step in steps if step.action is Action.CREATE]
