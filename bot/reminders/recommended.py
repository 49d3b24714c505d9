"""Recommendations: who carries one out, who says that it is done, and what each is reminded of."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from bot.context import roles_of
from bot.msgid import msgid
from bot.reminders.scene import Scene
from bot.reminders.task import Ladder, Task
from bot.rules import due, recommending, rights
from bot.rules.due import Pace, Person, Step
from bot.screens.screen import cut
from storage import recommendations
from storage.database import Reader
from storage.records.people import Staff
from storage.records.visits import Recommendation

TEXT: Final = 80  # characters of a recommendation within a line of the list


def doers(scene: Scene, item: Recommendation) -> list[Staff]:
    """Return who carries it out: the responsible person, else who works in the library."""
    person = scene.network.staff.get(item.responsible_id or 0)
    if person is not None and person.is_active:
        return [person]
    return scene.network.answerers(item.library_id)


def keeper(scene: Scene, item: Recommendation) -> Staff | None:
    """Return who says whether it is done: who gave it, after they have left the head."""
    author = scene.network.staff.get(item.author_id)
    if author is not None and author.is_active:
        return author
    return next((one for one in scene.network.staff.values() if _settles_all(one)), None)


def _settles_all(person: Staff) -> bool:
    return person.is_active and rights.allows(roles_of(person), "recommendation.settle", own=False)


async def open_recommendations(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return what waits to be carried out, and for who gave it what waits for their word."""
    if scene.network.institution["follow_recommendations"] == "no":
        return []
    found = await recommendations.unsettled(db)
    return [
        task
        for item in found
        if item.library_id in scene.network.libraries
        for task in _of(scene, item)
        if staff_id in {None, task.staff_id}
    ]


def _of(scene: Scene, item: Recommendation) -> Iterator[Task]:
    gave = keeper(scene, item)
    if item.state == "done":
        if gave is not None:
            since = scene.day_of(item.moved_at or item.created_at)
            yield _task(item, gave, "accept", DONE, partial(due.draft_steps, since))
        return
    people = doers(scene, item)
    reached = [one for one in people if one.is_reachable]
    for one in reached:
        yield _for_doer(scene, item, one)
    if gave is None or gave in reached:
        return
    if not reached:
        yield _for_caller(scene, item, gave, people)
    elif item.is_overdue(scene.today):
        steps = recommending.chased(item, scene.today)
        yield _task(item, gave, "late", LATE, _fixed(steps))


def _for_doer(scene: Scene, item: Recommendation, person: Staff) -> Task:
    since = _came_on(scene, item)
    steps = recommending.reminded(item, since)
    if item.is_sent_back:
        said = {"remark": cut(item.remark or "", TEXT)}
        return _task(item, person, "do", SENT_BACK, partial(_sent_back, since, steps), **said)
    text = (
        ASKED_LATE if item.is_overdue(scene.today) else ASKED if item.deadline_on else ASKED_ALONE
    )
    return _task(item, person, "do", text, _fixed(steps))


def _for_caller(scene: Scene, item: Recommendation, gave: Staff, people: Sequence[Staff]) -> Task:
    """Return what who gave it asks by telephone: no message reaches those who carry it out."""
    before = recommending.reminded(item, _came_on(scene, item))[:-1]
    steps = (*before, *recommending.chased(item, scene.today))
    said = {"people": tuple(one.staff_id for one in people)}
    text = CALL if people else NOBODY
    if item.is_overdue(scene.today):
        text = CALL_LATE if people else LATE
    elif item.deadline_on is None:
        text = CALL_ALONE if people else NOBODY
    return _task(item, gave, "call", text, _fixed(steps), **said)


def _came_on(scene: Scene, item: Recommendation) -> date:
    """Return the day on which it came to who carries it out, the last time."""
    return scene.day_of(item.returned_at or item.created_at)


def _sent_back(since: date, steps: Sequence[Step], person: Person, pace: Pace) -> tuple[Step, ...]:
    return (*due.draft_steps(since, person, pace), *steps)


def _fixed(steps: tuple[Step, ...]) -> Ladder:
    return lambda _person, _pace: steps


def _task(  # what a line of the list says
    item: Recommendation,
    reader: Staff,
    kind: str,
    text: str,
    ladder: Ladder,
    **said: Any,
) -> Task:
    values = {
        "text": cut(item.recommendation, TEXT),
        "library": item.library_id,
        "date": item.deadline_on,
    }
    return Task(
        staff_id=reader.staff_id,
        kind=f"recommend_{kind}",
        subject=f"recommend:{item.recommendation_id}",
        text=text,
        values=values | said,
        press=f"rec.card:{item.recommendation_id}",
        ladder=ladder,
        due_on=item.deadline_on if item.is_open else None,
        return_no=item.return_no,
    )


ASKED: Final = msgid("Recommendation «{text}»: by {date}.")
ASKED_ALONE: Final = msgid("Recommendation «{text}».")
ASKED_LATE: Final = msgid("Recommendation «{text}»: the last day was {date}.")
SENT_BACK: Final = msgid("Recommendation «{text}» is sent back: «{remark}»")
DONE: Final = msgid("Carried out, waits for your word: «{text}» ({library}).")
LATE: Final = msgid("Recommendation «{text}» ({library}) is overdue: the last day was {date}.")
CALL: Final = msgid(
    "Recommendation «{text}» ({library}): by {date}. No message reaches them, call: {people}"
)
CALL_ALONE: Final = msgid(
    "Recommendation «{text}» ({library}). No message reaches them, call: {people}"
)
CALL_LATE: Final = msgid(
    "Recommendation «{text}» ({library}): the last day was {date}. No message reaches them, "
    "call: {people}"
)
NOBODY: Final = msgid("Recommendation «{text}» ({library}): there is nobody to carry it out.")
