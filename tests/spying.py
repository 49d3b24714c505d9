"""Ways in which somebody tries to read what is not theirs, and all that reached them.

Buttons are not listed by hand: people with the right press whatever they are offered, in a world
of their own; spies forge each of those buttons, and each route of bot/app.py with arguments.
"""

import io
import json
import re
import zipfile
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Collection, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import secret_contest
from monitored import without_campaigns
from pypdf import PdfReader
from secret_contest import (
    CHAIRMAN,
    CONTEST,
    DRAFT,
    ENTRIES,
    JUDGING,
    JURY,
    METHODIST,
    PUBLISHED,
    SEALED,
    SECRETARY,
    Secret,
    may_read,
    secrets,
)
from world import World, a_world

from bot import app
from bot.routes import Route
from bot.sandbox.files import StoredFile
from bot.sandbox.phone import Phone

AT_ONCE: Final = 40  # presses in hand, so that each is answered in time
A_ROUTE: Final = 14  # presses of one route that are kept of what somebody was offered
ABOUT: Final = re.compile(r"contest|entry|entries|jury|judging|result|award|diploma|tasks|menu")
STAYS: Final = {"notice.no", "mydata.withdraw", "mydata.erase"}  # a spy who left learns nothing
NUMBER: Final = re.compile(r"\d+")
GAPS: Final = re.compile("[\u00a0\u202f\u2009]")  # within a number
TAGS: Final = re.compile(r"<[^>]+>")


def is_about_contests(route: Route) -> bool:
    """Tell whether a button is of contests, by the module that it is in or the right it asks."""
    return ABOUT.search(f"{route.do.__module__} {route.action} {route.name}") is not None


ROUTES: Final = {one.name: one for one in app.ROUTES if one.kind == "press"}
OURS: Final = {name for name, one in ROUTES.items() if is_about_contests(one)} - STAYS
FIRST: Final = (1, 2, 4, CONTEST)  # entries, and the contest
SECOND: Final = (0, 2, 205)  # pages, entries, people
PAYLOADS: Final = (f"contest_{CONTEST}", "entry_1", "jury_4", "results_4", "1", f"{CONTEST}")
WORDS: Final = (DRAFT, ENTRIES[0].title, "Скрытникова", "№ 1", "результаты", "баллы", "1 2")
DAYS: Final = 3
HEAD, OUTSIDER, JUROR, LIBRARIAN, IDLE, ADMIN, OWNER, STRANGER = 1, 205, 6, 5, 8, 15, 201, 900
ENTITLED: Final = {
    JUDGING: (*JURY, SECRETARY, OWNER),
    SEALED: (HEAD, SECRETARY, CHAIRMAN, OWNER),
    PUBLISHED: (HEAD, METHODIST, JUROR, OWNER),
}
COMMANDS: Final = [one.name for one in app.ROUTES if one.kind == "command"]


# -------------------------------------------------------------------- what reached somebody


@dataclass(frozen=True, slots=True)
class Read:
    """Texts that reached somebody, and the numbers within them."""

    text: str
    numbers: frozenset[str]

    def holds(self, mark: str) -> bool:
        """Tell whether a mark occurs; one of digits not within a longer number."""
        return mark in self.numbers if mark.isdecimal() else mark in self.text


def read_of(texts: Iterable[str]) -> Read:
    """Take texts as they are and without the gaps within numbers."""
    whole = "\n".join(texts)
    whole = f"{whole}\n{GAPS.sub('', whole)}" if GAPS.search(whole) else whole
    return Read(whole, frozenset(NUMBER.findall(whole)))


def reached(world: World, user_id: int) -> set[str]:
    """Return everything that was delivered to a chat: words, buttons, names and texts of files.

    What answered presses is everybody's: only one person presses while this is listened to.
    """
    found: set[str] = set()
    files: dict[str, StoredFile] = {}
    for call in world.telegram.journal or ():
        params = call["params"]
        if str(params.get("chat_id")) == str(user_id) or call["method"] == "answercallbackquery":
            found.update(strings(params))
    for message in world.telegram.chats[user_id].messages.values():
        if message.by_bot:
            found.update(strings({name: value for name, value in message.body.items()
                                  if name != "reply_markup"}))  # fmt: skip
            files |= _files(world, message.body)
    found.update(one.name for one in files.values())
    for content in {one.content for one in files.values()}:
        found.update(texts_of(content))
    return found


def strings(value: Any) -> Iterator[str]:
    """Give all texts of a value, also of JSON that is sent as a text."""
    if isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
    elif isinstance(value, str):
        if value[:1] in {"{", "["}:
            try:
                yield from strings(json.loads(value))
            except ValueError:
                yield value
        else:
            yield value


def _files(world: World, body: dict[str, Any]) -> dict[str, StoredFile]:
    sent = [body[kind] for kind in ("document", "voice", "video") if kind in body]
    sent += body.get("photo", [])[-1:]
    return {one["file_id"]: world.telegram.files.by_id[one["file_id"]] for one in sent}


def texts_of(content: bytes) -> Iterator[str]:
    """Give the texts of a file, of each part of an archive or office file, of a PDF's pages."""
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name
                yield from texts_of(archive.read(name))
    elif content[:5] == b"%PDF-":
        yield from (page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    else:
        text = content.decode("utf-8", "replace")
        yield text
        if text.lstrip()[:1] == "<":
            yield TAGS.sub("", text)  # words may be split between the runs of a document


# -------------------------------------------------------------------- what is offered


async def offered(world: World, user_id: int, limit: int = 500) -> set[str]:
    """Press all that somebody is offered about contests, and what that offers; return it all."""
    phone = Phone(world.telegram, user_id)
    for name in COMMANDS:
        phone.text(f"/{name}")
        await world.settled()
    known: dict[str, set[str]] = defaultdict(set)
    pressed: set[str] = set()
    while len(pressed) < limit:
        for data in _buttons(world, user_id):
            name = data.split(":")[0]
            if name in OURS and len(known[name]) < A_ROUTE:
                known[name].add(data)
        fresh = sorted(set().union(*known.values()) - pressed)[:AT_ONCE]
        if not fresh:
            break
        pressed |= set(fresh)
        await press(world, user_id, fresh)
    return pressed


def _buttons(world: World, user_id: int) -> Iterator[str]:
    for call in world.telegram.journal or ():
        if str(call["params"].get("chat_id")) == str(user_id):
            yield from _data(call["params"].get("reply_markup"))


def _data(markup: Any) -> Iterator[str]:
    if isinstance(markup, str):
        markup = json.loads(markup)
    for row in (markup or {}).get("inline_keyboard", ()):
        yield from (one["callback_data"] for one in row if "callback_data" in one)


# -------------------------------------------------------------------- what is forged


async def faults(world: World) -> list[tuple[object, ...]]:
    """List the updates that failed."""
    return await world.sql("SELECT raw, error FROM inbox WHERE state = 'quarantined'")


async def press(world: World, user_id: int, forged: Iterable[str]) -> None:
    """Press data that the bot may never have offered."""
    phone, every = Phone(world.telegram, user_id), list(forged)
    for start in range(0, len(every), AT_ONCE):
        for data in every[start : start + AT_ONCE]:
            phone.forge(1, data)
        await world.settled()


def forgeries(kept: Collection[str]) -> list[str]:
    """List what to forge: buttons kept, with other numbers first; other routes with guessed ones.

    A route that was offered is known with its own arguments, which a guess would seldom be.
    """
    found = set(kept)
    offered_names = {data.split(":")[0] for data in kept}
    for data in kept:
        name, *arguments = data.split(":")
        found |= {":".join((name, str(one), *arguments[1:])) for one in FIRST if arguments}
    for name in OURS - offered_names:
        found |= {name, *(f"{name}:{one}" for one in FIRST)}
        found |= {f"{name}:{one}:{two}" for one in (1, CONTEST) for two in SECOND}
    return sorted(found)


def elsewhere() -> list[str]:
    """List the routes of all other things, with numbers of entries, libraries and people."""
    names = ROUTES.keys() - OURS - STAYS
    return sorted(f"{name}{tail}" for name in names for tail in ("", ":1", ":201"))


async def try_everything(
    world: World, user_id: int, kept: Collection[str], more: Iterable[str]
) -> Read:
    """Forge, type, follow links, forward, wait for days; return all that reached somebody."""
    chat = world.chat(user_id)
    for name in COMMANDS:
        await chat.send(f"/{name}")
        await chat.send(f"/{name} {CONTEST}")
    await press(world, user_id, [*forgeries(kept), *more])
    for payload in PAYLOADS:
        await chat.start(payload)
    for words in WORDS:
        await chat.send(words)
    for message_id in [one.message_id for one in chat.screen if one.by_bot][-10:]:
        await chat.forward(message_id)
    for _ in range(DAYS):
        world.clock.jump(days=1)
        await world.tick()
    return read_of(reached(world, user_id))


# -------------------------------------------------------------------- tests of a state


_HARVESTS: Final[dict[str, tuple[set[str], Read]]] = {}


async def harvest(folder: Path, state: str) -> tuple[set[str], Read]:
    """Return what the entitled are offered and what they read in a state; once a process."""
    if state not in _HARVESTS:
        buttons, texts = set[str](), set[str]()
        for person in ENTITLED[state]:
            place = folder / f"{state}-{person}"
            place.mkdir()
            async with secret_world(place, state) as world:
                world.chat(1_000 + person)
                buttons |= await offered(world, 1_000 + person)
                texts |= reached(world, 1_000 + person)
                assert await faults(world) == [], person
        _HARVESTS[state] = (buttons, read_of(texts))
    return _HARVESTS[state]


@asynccontextmanager
async def secret_world(folder: Path, state: str) -> AsyncIterator[World]:
    """Run the bot with the contest full of secrets; nothing that it says is forgotten."""
    async with a_world(folder) as world:
        await without_campaigns(world)
        for user_id in range(1_001, 1_016):
            world.chat(user_id)
        await secret_contest.fill(world, state)
        world.telegram.journal = deque(world.telegram.journal or (), maxlen=None)
        yield world


async def unseen(folder: Path, state: str) -> list[Secret]:
    """List the secrets that nobody with a right to them has read: their marks prove nothing."""
    _, read = await harvest(folder, state)
    return [
        one
        for one in secrets()
        if not read.holds(one.mark)
        and any(may_read(person, one, state) for person in ENTITLED[state])
    ]


async def leaked(folder: Path, state: str, staff_id: int | None) -> list[Secret]:
    """Let somebody try everything; list what they read without a right to it.

    Of other things than contests the right asks only the role: one of each presses those.
    """
    buttons, _ = await harvest(folder, state)
    is_typical = state == SEALED and staff_id in {OUTSIDER, LIBRARIAN, ADMIN}
    more = elsewhere() if is_typical else ["mydata.file"]
    async with secret_world(folder, state) as world:
        read = await try_everything(world, 1_000 + (staff_id or STRANGER), buttons, more)
        assert await faults(world) == []
    return [
        one for one in secrets() if read.holds(one.mark) and not may_read(staff_id, one, state)
    ]
