"""The rights: one table, the same in the README, asked by every command and every button.

A route added to bot/app.py is forged here by itself, as every role that has no right to it.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from entered import an_entry
from monitored import without_campaigns
from world import World

from bot import app
from bot.catalogs import translator
from bot.errors import NotAllowedError
from bot.routes import Route
from bot.rules import rights
from bot.sandbox.phone import Phone

ROOT = Path(__file__).parents[1]
OWN, ANY, NO = "own", "any", ""

# Looked at by people: a change of the table in code is a change here.
REVIEWED = {
    # action: librarian, methodist, head, admin, juror
    "tasks.read": (OWN, OWN, OWN, OWN, OWN),
    "draft.fill": (OWN, OWN, OWN, OWN, OWN),
    "mydata.read": (OWN, OWN, OWN, OWN, OWN),
    "help.ask": (OWN, OWN, OWN, OWN, OWN),
    "help.answer": (NO, ANY, ANY, NO, NO),
    "guidance.record": (NO, ANY, ANY, NO, NO),
    "leave.set": (OWN, OWN, OWN, OWN, OWN),
    "practice.use": (OWN, OWN, OWN, OWN, NO),
    "visit.record": (NO, ANY, ANY, NO, NO),
    "visit.read": (OWN, ANY, ANY, NO, NO),
    "visit.change": (NO, OWN, ANY, NO, NO),
    "visit.remove": (NO, OWN, ANY, NO, NO),
    "visit.assessment": (NO, OWN, ANY, NO, NO),
    "recommendation.read": (OWN, ANY, ANY, OWN, OWN),
    "recommendation.list": (OWN, ANY, ANY, NO, NO),
    "recommendation.do": (OWN, ANY, ANY, OWN, OWN),
    "recommendation.settle": (NO, OWN, ANY, NO, NO),
    "visit.confirm": (OWN, NO, NO, NO, NO),
    "journal.make": (NO, ANY, ANY, NO, NO),
    "plan.read": (NO, ANY, ANY, NO, NO),
    "plan.change": (NO, ANY, ANY, NO, NO),
    "trip.read": (OWN, ANY, ANY, OWN, OWN),
    "trip.plan": (NO, ANY, ANY, NO, NO),
    "trip.change": (NO, OWN, ANY, NO, NO),
    "round.record": (OWN, ANY, ANY, NO, NO),
    "round.read": (OWN, ANY, ANY, NO, NO),
    "round.change": (OWN, ANY, ANY, NO, NO),
    "round.remove": (OWN, ANY, ANY, NO, NO),
    "round.export": (NO, ANY, ANY, NO, NO),
    "behalf.enter": (NO, ANY, ANY, NO, NO),
    "behalf.answer": (OWN, OWN, OWN, OWN, OWN),
    "contest.read": (OWN, ANY, ANY, NO, NO),
    "report.template": (NO, ANY, ANY, NO, NO),
    "diploma.make": (NO, ANY, ANY, NO, NO),
    "contest.collect": (NO, ANY, ANY, NO, NO),
    "contest.manage": (NO, ANY, ANY, NO, NO),
    "contest.judge": (OWN, OWN, OWN, OWN, OWN),
    "entry.submit": (OWN, ANY, NO, NO, NO),
    "entry.read": (OWN, ANY, ANY, NO, NO),
    "entry.change": (OWN, ANY, NO, NO, NO),
    "entry.late": (NO, ANY, NO, NO, NO),
    "entry.admit": (NO, ANY, ANY, NO, NO),
    "contest.cast": (OWN, OWN, OWN, OWN, OWN),
    "result.read": (OWN, ANY, ANY, OWN, OWN),
    "result.award": (OWN, ANY, ANY, OWN, OWN),
    "result.publish": (NO, NO, ANY, NO, NO),
    "campaign.answer": (OWN, ANY, ANY, NO, NO),
    "campaign.read": (OWN, ANY, ANY, NO, NO),
    "campaign.export": (NO, ANY, ANY, NO, NO),
    "campaign.remind": (NO, ANY, ANY, NO, NO),
    "campaign.manage": (NO, NO, ANY, NO, NO),
    "campaign.review": (NO, ANY, ANY, NO, NO),
    "questionnaire.check": (NO, ANY, ANY, NO, NO),
    "questionnaire.publish": (NO, ANY, ANY, NO, NO),
    "news.write": (OWN, ANY, ANY, NO, NO),
    "news.publish": (NO, NO, ANY, NO, NO),
    "site.read": (NO, ANY, ANY, NO, NO),
    "announcement.read": (OWN, ANY, ANY, OWN, NO),
    "announcement.send": (NO, OWN, ANY, NO, NO),
    "publication.read": (ANY, ANY, ANY, NO, NO),
    "publication.manage": (NO, ANY, ANY, NO, NO),
    "publication.use": (OWN, OWN, OWN, NO, NO),
    "class.read": (OWN, ANY, ANY, OWN, OWN),
    "class.manage": (NO, ANY, ANY, NO, NO),
    "material.ask": (OWN, OWN, OWN, NO, NO),
    "material.answer": (NO, ANY, ANY, NO, NO),
    "attendance.mark": (OWN, ANY, ANY, OWN, OWN),
    "certificate.issue": (NO, ANY, ANY, NO, NO),
    "library.read": (OWN, ANY, ANY, ANY, NO),
    "passport.read": (OWN, ANY, ANY, NO, NO),
    "card.read": (OWN, ANY, ANY, OWN, OWN),
    "library.change": (NO, NO, NO, ANY, NO),
    "people.read": (NO, ANY, ANY, ANY, NO),
    "people.invite": (NO, ANY, ANY, ANY, NO),
    "people.change": (NO, NO, NO, ANY, NO),
    "access.decide": (NO, NO, ANY, ANY, NO),
    "import.run": (NO, NO, NO, ANY, NO),
    "settings.change": (NO, NO, NO, ANY, NO),
    "report.read": (NO, ANY, ANY, NO, NO),
    "report.correct": (NO, ANY, ANY, NO, NO),
    "period.read": (NO, ANY, ANY, NO, NO),
    "period.close": (NO, NO, ANY, NO, NO),
}
ADDED = {  # by a duty beside the role
    "deputy": {"campaign.manage": ANY, "result.publish": ANY},
    "editor": {"news.write": ANY, "news.publish": ANY, "site.read": ANY},
}
PEOPLE = {"librarian": 1005, "methodist": 1003, "head": 1001, "admin": 1015, "juror": 1014}
STRANGER = 1900
FORGED = ("", ":1", ":x", ":99999:0:1")
AT_ONCE = 10  # presses in hand, so that each is answered in time
LEAVING = {"notice.no", "mydata.withdraw", "mydata.erase", "people.left", "people.unlink"}
EXAMPLE = "Деревная"  # a library of the sample that a text names as an example


@pytest.mark.parametrize("action", rights.TABLE)
def test_the_table_is_as_it_was_reviewed(action: str) -> None:
    """Each role on its own and on another's record."""
    for role, scope in zip(rights.ROLES, REVIEWED[action], strict=True):
        assert rights.scope([role], action) == (scope or None), role
        assert rights.allows([role], action, own=True) == (scope != NO), role
        assert rights.allows([role], action, own=False) == (scope == ANY), role
    duties = [duty for duty, added in ADDED.items() if action in added]
    assert rights.holders(action) == (
        *(role for role, scope in zip(rights.ROLES, REVIEWED[action], strict=True) if scope),
        *duties,
    )


def test_the_duties_add_what_was_reviewed() -> None:
    """The deputy manages campaigns, the editor the news, whatever else they are."""
    for duty in rights.DUTIES:
        found = {action: rights.scope([duty], action) for action in rights.TABLE}
        assert {action: scope for action, scope in found.items() if scope} == ADDED[duty]


def test_nothing_reviewed_is_gone() -> None:
    """A row that nobody needs any more is taken out here, too."""
    assert set(REVIEWED) == set(rights.TABLE)


def test_a_duty_adds_and_never_takes_away() -> None:
    """The widest scope of all that a person is."""
    for action in rights.TABLE:
        for one in rights.ROLES:
            for other in rights.ROLES:
                scopes = {rights.scope([one], action), rights.scope([other], action)}
                widest = ANY if ANY in scopes else OWN if OWN in scopes else None
                assert rights.scope([one, other], action) == widest


def test_every_action_is_asked_somewhere() -> None:
    """A right that no code asks is a promise that nobody keeps."""
    code = "".join(
        path.read_text("utf-8")
        for path in (ROOT / "bot").rglob("*.py")
        if path.name != "rights.py"
    )
    assert [action for action in rights.TABLE if f'"{action}"' not in code] == []


def test_the_readme_shows_the_table() -> None:
    """`python -m bot rights` prints it."""
    found = re.search(
        r"<!-- rights -->\n(.*?)\n?<!-- /rights -->",
        (ROOT / "README.md").read_text("utf-8"),
        re.DOTALL,
    )
    assert found is not None
    assert found[1].strip() == rights.as_markdown()


# Forged buttons and commands.


def refused(role: str) -> list[Route]:
    """List the routes that the table closes to a role."""
    return [
        route
        for route in app.ROUTES
        if route.action and rights.scope([role], route.action) is None
    ]


async def stored(world: World) -> dict[str, list[tuple[object, ...]]]:
    """Read everything but the traffic, where people stand in their chats, and the tick's plans."""
    traffic = {"inbox", "outbox", "chats", "slots", "polling", "marks", "reminders"}
    names = await world.sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    kept = [str(name) for (name,) in names if not str(name).startswith(("sqlite_", *traffic))]
    found = {name: await world.sql(f"SELECT * FROM {name}") for name in kept}
    if "accounts" in found:
        query = "SELECT user_id, staff_id, linked_at, blocked_at FROM accounts"
        found["accounts"] = await world.sql(query)  # when somebody was last seen may change
    return found


async def press(world: World, user_id: int, forged: list[str]) -> dict[str, str]:
    """Press forged data of a message that is long gone; return the answers that are shown."""
    world.chat(user_id)
    phone = Phone(world.telegram, user_id)
    shown: dict[str, str] = {}
    for start in range(0, len(forged), AT_ONCE):
        ids = {phone.forge(1, data): data for data in forged[start : start + AT_ONCE]}
        await world.settled()
        for call in world.telegram.journal or ():
            if call["method"] == "answercallbackquery":
                data = ids.get(str(call["params"]["callback_query_id"]))
                if data is not None:
                    shown[data] = str(call["params"].get("text", ""))
    return shown


def presses(routes: Iterable[Route], tails: tuple[str, ...] = FORGED) -> list[str]:
    return [route.name + tail for route in routes if route.kind == "press" for tail in tails]


async def faults(world: World) -> list[tuple[object, ...]]:
    """List the updates that failed."""
    return await world.sql(
        "SELECT COALESCE(json_extract(raw, '$.callback_query.data'), raw), error FROM inbox "
        "WHERE state = 'quarantined'"
    )


def said(world: World, user_id: int) -> list[str]:
    """List all that the bot has written to somebody."""
    messages = world.telegram.chats[user_id].messages.values()
    return [
        str(one.body.get("text", one.body.get("caption", ""))) for one in messages if one.by_bot
    ]


# Commands that tell whom they are not open to what is.
SHOWN_THE_WAY = {
    "report": (
        "Отчёт по всей сети открыт отделу. Что за год сделано Вами и Вашей библиотекой, "
        "показывает карточка года: /card"
    ),
}


@pytest.mark.parametrize("role", list(PEOPLE))
async def test_what_the_table_closes_is_refused(world: World, role: str) -> None:
    """Every forged button and command of another role: a refusal is read, nothing is changed."""
    person = PEOPLE[role]
    refusal = translator("ru").plain(NotAllowedError().text)
    before = await stored(world)
    closed = refused(role)
    forged = presses(closed, (":1", ":1:1"))
    assert await press(world, person, forged) == dict.fromkeys(forged, refusal)
    assert said(world, person) == []
    for route in closed:
        if route.kind == "command":
            answer = SHOWN_THE_WAY.get(route.name, refusal)
            assert await world.chat(person).send(f"/{route.name}") == [answer], route.name
    assert await stored(world) == before
    assert await faults(world) == []


async def test_a_stranger_changes_and_learns_nothing(world: World) -> None:
    """Every route, open or not: no record changes, no name of the network is said."""
    await without_campaigns(world)
    world.telegram.person(STRANGER, "Гость", language_code="ru")
    before = await stored(world)
    names = {str(name) for (name,) in await world.sql("SELECT surname_ru FROM staff")}
    names |= {str(name) for (name,) in await world.sql("SELECT short_ru FROM libraries")}
    asking = {"door.ask", "door.later"}  # whose whole sense is a row: a request to be let in
    shown = await press(
        world, STRANGER, presses(route for route in app.ROUTES if route.name not in asking)
    )
    for route in app.ROUTES:
        if route.kind == "command":
            await world.chat(STRANGER).send(f"/{route.name} 1")
    told = [*said(world, STRANGER), *shown.values()]
    assert told
    assert [text for text in told if any(name in text for name in names - {EXAMPLE})] == []
    assert await stored(world) == before
    assert await faults(world) == []


@pytest.mark.parametrize("role", ["librarian", "methodist", "admin"])
async def test_a_forged_button_is_never_our_fault(world: World, role: str) -> None:
    """Whatever is behind the name of a button that is open, nothing fails."""
    opened = [
        route
        for route in app.ROUTES
        if route.name not in LEAVING
        and (not route.action or rights.scope([role], route.action) is not None)
    ]
    await press(world, PEOPLE[role], presses(opened))
    assert await faults(world) == []
    assert await world.chat(PEOPLE[role]).send("/tasks") != []
    assert translator("ru").plain(NotAllowedError().text) not in said(world, PEOPLE[role])[-1:]


def of_visits(found: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    """Keep the tables of visits."""
    wanted = ("trips", "trip_travellers", "recommendations", "submissions")
    return {
        name: rows for name, rows in found.items() if name.startswith("visit") or name in wanted
    }


@pytest.mark.parametrize(("role", "person"), [("methodist", 1003), ("librarian", 1012)])
async def test_another_persons_visits_are_left_alone(world: World, role: str, person: int) -> None:
    """Buttons of `own` actions with the numbers of others' visits change nothing."""
    visits = await world.sql(
        "SELECT visit_id FROM visits WHERE trip_id NOT IN (SELECT trip_id FROM trip_travellers "
        "JOIN accounts USING (staff_id) WHERE user_id = ?) AND library_id NOT IN (SELECT "
        "library_id FROM staff_libraries JOIN accounts USING (staff_id) WHERE user_id = ?)",
        person,
        person,
    )
    own = [
        route
        for route in app.ROUTES
        if route.name.startswith("visit.") and rights.scope([role], route.action) == OWN
    ]
    assert visits
    assert own
    tails = tuple(
        f":{visit_id}{more}" for (visit_id,) in visits[:4] for more in ("", ":1", ":0:1", ":x")
    )
    before = of_visits(await stored(world))
    await press(world, person, presses(own, tails))
    assert of_visits(await stored(world)) == before
    assert await faults(world) == []


def of_rounds(found: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    """Keep the tables of rounds and what a change of one would leave."""
    return {
        name: rows
        for name, rows in found.items()
        if name.startswith("round") or name in {"history", "submissions", "drafts"}
    }


async def test_another_librarys_rounds_are_left_alone(world: World) -> None:
    """Buttons of rounds with the numbers of other libraries' rounds change nothing."""
    await without_campaigns(world)
    others = await world.sql("SELECT round_id FROM rounds WHERE library_id NOT IN (11)")
    own = [route for route in app.ROUTES if route.name.startswith(("round.", "rounds."))]
    assert len(others) == 5
    assert own
    tails = tuple(
        f":{round_id}{more}" for (round_id,) in others for more in ("", ":1", ":none", ":0:1")
    )
    before = of_rounds(await stored(world))
    await press(world, 1012, presses(own, tails))
    after = of_rounds(await stored(world))
    opened = after.pop("drafts")
    assert (after, before.pop("drafts")) == (before, [])
    # «Внести обход» opens a draft of one's own; nothing of the others' is in it.
    assert [(row[1], row[4]) for row in opened] == [(12, "round")] * len(opened)
    assert await faults(world) == []


async def test_another_librarys_entries_are_left_alone(world: World) -> None:
    """Buttons of contests with the numbers of another library's entry change nothing."""
    await without_campaigns(world)
    await an_entry(world)
    await an_entry(world, 3, title="Книга")
    own = [
        route
        for route in app.ROUTES
        if route.name.startswith(("entry.", "contest.", "board."))
        and rights.scope(["librarian"], route.action) == OWN
        and route.name != "entry.new"  # begins an entry of one's own
    ]
    tails = tuple(f":{key}{more}" for key in (1, 2) for more in ("", ":1", ":0:1", ":x"))
    before = await stored(world)
    await press(world, 1012, presses(own, tails))
    assert await stored(world) == before
    assert await faults(world) == []


async def test_another_persons_draft_is_left_alone(world: World) -> None:
    """Every button of a form, forged with the number of a draft that somebody else fills in."""
    await world.chat(1003).send("/visit")
    before = await world.sql("SELECT * FROM drafts")
    draft_id = (await world.sql("SELECT draft_id FROM drafts"))[0][0]
    tails = tuple(f":{draft_id}{more}" for more in ("", ":0", ":0:1", ":1:1", ":x:y"))
    filling = [route for route in app.ROUTES if route.action == "draft.fill"]
    world.telegram.person(STRANGER, "Гость", language_code="ru")
    for person in (1002, 1005, 1014, STRANGER):
        await press(world, person, presses(filling, tails))
    assert await world.sql("SELECT * FROM drafts") == before
    assert await faults(world) == []
