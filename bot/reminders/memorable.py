"""The month's memorable days, told on its first working day to librarians and methodists."""

from collections.abc import Callable
from datetime import date
from typing import Final

from bot import memorable
from bot.catalogs import translator
from bot.clock import stamp
from bot.reminders.planning import Wanted
from bot.reminders.scene import Scene
from bot.rules import due
from bot.rules.due import Step
from bot.screens import memorable as screens
from storage import memorable_days, outbox, reminders
from storage.database import Reader, Tx
from storage.outbox import BROADCAST, Outgoing
from storage.reminders import Key, Waiting

KIND: Final = "memorable"
ROLES: Final = frozenset({"librarian", "methodist"})
LAST_DAY: Final = 10  # of a month on which its days are still told


async def wanted(db: Reader, scene: Scene) -> dict[Key, Wanted]:
    """Return the digests of this month that can still be in time."""
    first = scene.today.replace(day=1)
    if scene.today.day > LAST_DAY or not await _has_days(db, first):
        return {}
    done = await reminders.sent_of(db, KIND, _subject(first))
    step = Step("month", first)
    found = {}
    for person in scene.network.staff.values():
        if person.role not in ROLES or person.staff_id in done:
            continue
        if not (person.is_active and person.is_reachable):
            continue
        delivery = due.deliver_at(step, scene.people[person.staff_id], scene.pace, scene.now)
        if delivery is not None and delivery.staff_id == person.staff_id:
            key = Key(person.staff_id, KIND, _subject(first), step.name, first)
            found[key] = Wanted(key, person.staff_id, stamp(delivery.at))
    return found


def _subject(first: date) -> str:
    return f"month:{first:%Y-%m}"


async def _has_days(db: Reader, first: date) -> bool:
    return bool(await memorable_days.of_month(db, first.year, first.month))


async def send(tx: Tx, scene: Scene, row: Waiting, next_id: Callable[[], int]) -> list[Outgoing]:
    """Send a digest that is due; where its day is over or its list empty it is stopped."""
    called_for = (await wanted(tx, scene)).get(row.key)
    if called_for is None or called_for.deliver_at > scene.stamp:
        await tx.batch(reminders.stopped([row]))
        return []
    reader = scene.network.staff[row.key.staff_id]
    on = row.key.due_on
    about = await memorable.month(tx, on.year, on.month, is_digest=True)
    screen = screens.month(translator(reader.language), about)
    payload = screen.as_json() | {"edit": False}
    outgoing = [
        Outgoing(reader.user_id or 0, "show", payload, lane=BROADCAST, outbox_id=next_id())
    ]
    await tx.batch([*outbox.add(outgoing, scene.stamp), *reminders.sent([row], scene.stamp)])
    return outgoing
